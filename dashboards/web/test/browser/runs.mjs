// Scoring runs: the report that is kept with each, and two of one cohort side by side.
import { readFileSync } from 'node:fs'
import { accessible, claim, end, expect, settled, visit } from './claims.mjs'
import { looksAs } from './pictures.mjs'

const { NORN_RUN: run, NORN_LATER: later, NORN_READ: read, NORN_PREDICTED: predicted, NORN_ONLY_BEFORE: onlyBefore } = process.env
const { NORN_API_CALLERS: callers, NORN_TOKEN_VIEWER: viewer } = process.env
const grouped = (count) => Number(count).toLocaleString('en-GB')
const both = `cohorts?run=${run}&other=${later}`
const figure = (page, title) => page.locator('section.card').filter({ has: page.getByRole('heading', { name: title, exact: true }) })

await claim('a run shows its flow, tenths and calibration though nothing of it was let out', {}, async (page) => {
  await visit(page, 'cohorts?run=' + later)
  expect((await figure(page, 'Flow of people').textContent()).includes(grouped(read)), `no ${grouped(read)} people in the flow`)
  expect((await page.locator('svg[aria-label^="Predicted and observed by tenth"] rect').count()) === 10, 'no tenths')
  const points = await page.locator('svg[aria-label^="Reliability"] circle').count()
  expect(points > 0 || /is not evaluated:|the rules leave none of its tenths/.test(await page.textContent('main')), 'neither reliability nor why there is none')
  expect((await page.textContent('main')).includes('Seen from the end of'), 'no definition in words')
})

for (const colorScheme of ['light', 'dark']) {
  await claim(`two runs in ${colorScheme} are compared by real rows, to everybody`, { colorScheme }, async (page) => {
    await visit(page, both)
    expect((await figure(page, `${run}, then ${later}`).textContent()).includes('a sample of'), 'the difference is not said in words')
    const moves = figure(page, 'How probabilities moved')
    expect((await moves.locator('tbody tr').first().textContent()).includes(grouped(predicted)), `no ${grouped(predicted)} people in both`)
    expect((await page.locator('svg[aria-label^="People by the size"] rect.bar').count()) >= 2, 'no bars')
    await accessible(page, 'comparison')
    await looksAs(page, `comparison-${colorScheme}`)
  })
}

await claim('a small cell of a comparison is withheld, in the figure and in its table', {}, async (page) => {
  expect(Number(onlyBefore) > 0 && Number(onlyBefore) < 10, `${onlyBefore} people are only in the first run: no small cell`)
  await visit(page, both)
  const who = figure(page, 'Who is in which')
  const cell = who.locator('table.who tr', { hasText: 'only before' }).locator('td.number')
  expect((await cell.textContent()) === 'withheld', `shown: ${await cell.textContent()}`)
  await who.getByText('As a table').click()
  const rows = await who.locator('details.twin tr', { hasText: 'only before' }).allTextContents()
  expect(rows.length > 0 && rows.every((row) => row.includes('withheld')), `shown: ${rows}`)
})

await claim('two chosen runs are in the address, which shows them again', {}, async (page) => {
  await visit(page, 'cohorts')
  await page.getByLabel('Show ' + run, { exact: true }).check()
  await page.getByLabel('Compare with ' + later, { exact: true }).check()
  await page.getByRole('heading', { name: 'How probabilities moved' }).waitFor()
  await settled(page)
  const address = page.url()
  expect(address.includes('run=' + run) && address.includes('other=' + later), address)
  const words = await figure(page, 'How probabilities moved').textContent()
  await page.goto('about:blank')
  await page.goto(address)
  await settled(page)
  expect((await figure(page, 'How probabilities moved').textContent()) === words, 'another comparison from the same address')
})

await claim('a comparison is copied and saved', { permissions: ['clipboard-read', 'clipboard-write'], acceptDownloads: true }, async (page) => {
  await visit(page, both)
  await page.getByLabel('Save or copy: Size of the change').click()
  await page.getByRole('button', { name: 'Copy as SQL' }).click()
  await page.getByRole('button', { name: 'Copied' }).waitFor()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied === `SELECT * FROM norn_research.run_comparison('${run}', '${later}');`, `copied: ${copied}`)
  for (const [button, begins] of [['Save as SVG', '<svg'], ['Save rows as CSV', '# Size of the change']]) {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()])
    expect(readFileSync(await download.path(), 'latin1').startsWith(begins), button)
  }
})

await claim('a viewer reads the report of a run and not how people moved', { server: callers, allowed: [/status of 401/] }, async (page) => {
  const asked = []
  page.on('request', (request) => asked.push(request.url()))
  await page.goto(`${callers}/#/cohorts?run=${run}&other=${later}`)
  await page.locator('input[type=password]').fill(viewer)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await settled(page)
  expect((await page.locator('svg[aria-label^="Flow of people"]').count()) === 2, 'no flow')
  expect((await page.textContent('main')).includes('shown to researchers'), 'it is not said who may')
  expect(!asked.some((url) => url.includes('/runs/compare')), 'the comparison was asked for')
})

end()
