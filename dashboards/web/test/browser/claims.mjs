// Claims that hold or not, one a line.
import axe from 'axe-core'
import { complaints, open } from './browser.mjs'

let failed = 0

/** Runs one claim in a page of its own; whatever the page complains about breaks it. */
export async function claim(words, { server = process.env.NORN_API, allowed = [], ...context }, holds) {
  const browser = await open(context)
  const page = await browser.newPage()
  const found = complaints(page, server)
  try {
    await holds(page)
    const unexpected = found.filter((each) => !allowed.some((pattern) => pattern.test(each)))
    if (unexpected.length > 0) throw new Error(unexpected.join('; '))
    console.log('ok ' + words)
  } catch (error) {
    failed++
    console.log(`FAILED ${words}: ${error.message}`)
  } finally {
    await browser.close()
  }
}

export function end() {
  process.exit(failed === 0 ? 0 : 1)
}

export function expect(holds, words) {
  if (!holds) throw new Error(words)
}

/** The view once nothing in it loads any more. */
export async function settled(page) {
  await page.waitForSelector('main .card, main [role=alert], main .none')
  await page.waitForFunction(() => document.querySelector('[role=status], [aria-busy=true]') === null)
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
}

export async function visit(page, hash, server = process.env.NORN_API) {
  await page.goto(server + '/#/' + hash)
  await settled(page)
}

/** No serious or critical violation, as axe-core judges it. */
export async function accessible(page, where) {
  // Run as the test's own script: the page's policy lets no other in.
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() => globalThis.axe.run())
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  const words = grave.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' ')}`)
  expect(grave.length === 0, `[${where}] ${words.join('; ')}`)
}
