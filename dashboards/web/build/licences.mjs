// Refuses a package of package-lock.json whose licence is not allowed.
import { readFileSync } from 'node:fs'

export const ALLOWED = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD'])

/** Tools that run while building or testing, of which nothing reaches a browser. */
const ONLY_TOOLS = { 'MPL-2.0': /^(axe-core|lightningcss(-.*)?)$/ }

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
const refused = Object.entries(lock.packages)
  .filter(([path]) => path !== '')
  .map(([path, entry]) => ({ name: path.replace(/^.*node_modules\//, ''), licence: entry.license }))
  .filter(({ name, licence }) => !ALLOWED.has(licence) && !ONLY_TOOLS[licence]?.test(name))
if (refused.length > 0) {
  const found = refused.map(({ name, licence }) => `${name} (${licence})`).join(', ')
  console.error(`[package-lock.json] licence of ${found}; expected one of ${[...ALLOWED].join(', ')}`)
  process.exit(1)
}
