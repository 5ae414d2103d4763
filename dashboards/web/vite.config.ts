import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'
import { bundledLicences } from './build/bundled.mjs'

export default defineConfig({
  plugins: [svelte(), bundledLicences()],
  build: {
    target: 'es2023',
    // Light and dark are told apart by light-dark(), which browsers have had since 2024.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // Small files inline would need data: in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': process.env.NORN_API ?? 'http://127.0.0.1:8080' } },
  test: { include: ['test/unit/**/*.test.ts'] },
})
