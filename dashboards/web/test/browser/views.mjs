// Each view over real rows: it shows them, complains about nothing, and can be used by everybody.
import { readFileSync } from 'node:fs'
import { accessible, claim, end, expect, settled, visit } from './claims.mjs'
import { looksAs } from './pictures.mjs'

const { NORN_PEOPLE: people, NORN_RUN: run } = process.env
const grouped = Number(people).toLocaleString('en-GB')

const VIEWS = {
  overview: async (page) => {
    expect((await page.textContent('main')).includes(grouped), `overview: no ${grouped} people`)
  },
  evaluation: async (page) => {
    const dots = await page.locator('svg[aria-label^="Reliability"] circle').count()
    expect(dots > 0, 'evaluation: the reliability diagram has no point')
    const rows = await page.locator('tr.model').count()
    expect(rows === 1, 'evaluation: the model is not beside its baselines')
  },
  stream: async (page) => {
    expect((await page.locator('table .live').count()) === 1, 'stream: no live release')
  },
  cohorts: async (page) => {
    const words = await page.textContent('main')
    expect(words.includes('Happens when there is'), 'cohorts: no outcome in words')
    expect(words.includes('Seen from the end of'), 'cohorts: no cohort in words')
    expect((await page.locator('svg[aria-label^="Flow of people"]').count()) === 1, 'cohorts: no flow of people')
  },
  outputs: async (page) => {
    expect((await page.locator('main table').first().locator('tbody tr').count()) === 1, 'outputs: what asked to leave is not there')
  },
}

for (const [name, holds] of Object.entries(VIEWS)) {
  for (const colorScheme of ['light', 'dark']) {
    await claim(`${name} in ${colorScheme} shows real rows, to everybody`, { colorScheme }, async (page) => {
      await visit(page, name === 'cohorts' ? 'cohorts?run=' + run : name)
      await holds(page)
      await accessible(page, name)
      await looksAs(page, `${name}-${colorScheme}`)
    })
  }
}

await claim('a hidden cell of a table is shown as hidden', {}, async (page) => {
  await visit(page, 'cohorts?run=' + run)
  await page.getByRole('button', { name: 'Ask for the table' }).click()
  await page.waitForFunction(() => !document.querySelector('main [role=status]'))
  const table = page.locator('section', { hasText: 'How many, by tenth' }).locator('table')
  expect((await table.locator('tbody tr').count()) >= 10, 'no table')
  expect((await table.textContent()).includes(grouped), `the total of ${grouped} people is not there`)
})

await claim('code that asks the same is copied', { permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
  await visit(page, 'evaluation')
  await page.getByLabel('Save or copy: Reliability').click()
  await page.getByRole('button', { name: 'Copy as SQL' }).click()
  await page.getByRole('button', { name: 'Copied' }).waitFor()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(/^SELECT .* FROM norn_research\.release/.test(copied), `copied: ${copied}`)
})

await claim('a figure is saved as SVG, PNG and CSV', { acceptDownloads: true }, async (page) => {
  await visit(page, 'evaluation')
  await page.getByLabel('Save or copy: Reliability').click()
  for (const [button, begins] of [['Save as SVG', '<svg'], ['Save as PNG', '\x89PNG'], ['Save rows as CSV', '# Reliability']]) {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()])
    const file = readFileSync(await download.path())
    expect(file.toString('latin1').startsWith(begins), `${button}: ${file.toString('latin1').slice(0, 40)}`)
  }
})

await claim('keys alone reach every view', {}, async (page) => {
  await visit(page, 'overview')
  const reached = new Set()
  for (let i = 0; i < 14; i++) {
    await page.keyboard.press('Tab')
    reached.add(await page.evaluate(() => document.activeElement.textContent.trim()))
  }
  for (const view of await page.locator('nav a.view').allTextContents()) {
    expect(reached.has(view.trim()), `${view} is not reached`)
  }
  await page.keyboard.press('Enter')
})

await claim('the switch outweighs the system, and is kept', { colorScheme: 'light' }, async (page) => {
  await visit(page, 'overview')
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const light = await ground()
  await page.getByRole('button', { name: 'Dark' }).click()
  const dark = await ground()
  expect(dark !== light, 'nothing became dark')
  await page.reload()
  await settled(page)
  expect((await ground()) === dark, 'dark was not kept')
})

await claim('the threshold is in the address', {}, async (page) => {
  await visit(page, 'evaluation')
  await page.locator('input[type=range]').fill('30')
  const address = page.url()
  expect(/[?&]flag=0\.\d+/.test(address), `no threshold in ${address}`)
  const words = await page.locator('.slide').textContent()
  await page.goto('about:blank')
  await page.goto(address)
  await settled(page)
  expect((await page.locator('.slide').textContent()) === words, 'another threshold from the same address')
})

await claim('the view is painted within two seconds', {}, async (page) => {
  await visit(page, 'overview')
  const paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime)
  console.log(`first contentful paint after ${Math.round(paint)} ms`)
  expect(paint > 0, 'nothing was painted')
})

end()
