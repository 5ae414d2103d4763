// A headless Chromium that fails on whatever a page complains about.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Chromium with a new profile each time. */
export async function open({ executable = process.env.NORN_CHROMIUM ?? '/usr/bin/chromium', ...context } = {}) {
  return chromium.launchPersistentContext(mkdtempSync(join(tmpdir(), 'norn-chromium-')), {
    executablePath: executable,
    headless: true,
    args: FLAGS,
    viewport: { width: 1440, height: 900 },
    ...context,
  })
}

/** Whatever a page says on its console as an error, throws, or cannot fetch from outside. */
export function complaints(page, server) {
  const found = []
  page.on('pageerror', (error) => found.push('page error: ' + error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') found.push('console: ' + message.text())
  })
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(server) && !/^(data|blob):/.test(url)) found.push('asked elsewhere: ' + url)
  })
  return found
}
