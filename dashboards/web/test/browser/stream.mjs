// The stream over a running job, and rows that were refused: some are taken now, one is not.
import { accessible, claim, end, expect, settled, visit } from './claims.mjs'
import { looksAs } from './pictures.mjs'

const { NORN_API_WITHOUT: without, NORN_REFUSED: refused, NORN_TAKEN: taken, NORN_PERSONS: persons } = process.env
const KEY = 'vital, UNPARSEABLE_DATE'
const replay = (page) => page.getByRole('button', { name: 'Replay ' + KEY, exact: true })
const line = (title) => `svg[aria-label^="${title} over time"] path`

/** Until the job was sampled twice with that figure. */
async function drawn(page, title) {
  for (let i = 0; i < 40 && (await page.locator(line(title)).count()) === 0; i++) {
    await page.waitForTimeout(1_000)
    await page.getByRole('button', { name: 'Look again' }).click()
    await settled(page)
  }
  expect((await page.locator(line(title)).count()) > 0, `no line of ${title}`)
}

for (const colorScheme of ['light', 'dark']) {
  await claim(`a running job in ${colorScheme} has its figures and their course, to everybody`, { colorScheme }, async (page) => {
    await visit(page, 'stream')
    for (const title of ['Lag', 'Events a second', 'Event to score']) await drawn(page, title)
    const label = await page.locator('svg[aria-label^="Lag over time"]').getAttribute('aria-label')
    expect(/UTC: lag [\d,]+ at last, [\d,]+ at most/.test(label), label)
    const figure = page.locator('section.card', { hasText: 'Event to score over time' })
    await figure.getByText('As a table').click()
    expect((await figure.locator('tbody tr').count()) > 1, 'no table of samples')
    await figure.getByText('As a table').click()
    await accessible(page, 'stream of a running job')
    await looksAs(page, `stream-live-${colorScheme}`)
  })
}

await claim('later looks ask only for what is newer, and go on by themselves until they are stopped', {}, async (page) => {
  const asked = []
  page.on('request', (request) => request.url().includes('/stream/course') && asked.push(new URL(request.url()).searchParams.get('since')))
  await page.clock.install()
  await visit(page, 'stream')
  await drawn(page, 'Lag')
  expect(asked[0] === null && asked.slice(1).every((since) => since !== null), `asked: ${asked}`)
  const before = asked.length
  await page.clock.runFor(31_000)
  await page.waitForTimeout(500)
  const looks = asked.length - before
  expect(looks === 1 || looks === 2, `${looks} looks in half a minute`)
  await page.getByLabel('look every 30 s').uncheck()
  await page.clock.runFor(95_000)
  await page.waitForTimeout(500)
  expect(asked.length === before + looks, 'it looked though it was stopped')
})

await claim('a server that cannot replay shows the command and no button', { server: without }, async (page) => {
  await visit(page, 'stream', without)
  const words = await page.textContent('main')
  expect(words.includes('norn rejected replay --study …'), 'no command')
  expect(words.includes('UNPARSEABLE_DATE'), 'no reason')
  expect((await page.getByRole('button', { name: /^Replay/ }).count()) === 0, 'a button')
})

await claim('a replay asks first, and is left by Escape', {}, async (page) => {
  const sent = []
  page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()))
  await visit(page, 'stream')
  await replay(page).focus()
  await page.keyboard.press('Enter')
  const sure = page.getByRole('button', { name: `Replay ${refused} rows`, exact: true })
  await sure.waitFor()
  expect(await sure.evaluate((button) => button === document.activeElement), 'the question has not the focus')
  await accessible(page, 'the question')
  await page.keyboard.press('Escape')
  await sure.waitFor({ state: 'detached' })
  expect(await replay(page).evaluate((button) => button === document.activeElement), 'the focus is lost')
  expect(sent.length === 0, 'something was replayed')
})

await claim('rows that are right by the mended definition are taken, and why others are not is told', {}, async (page) => {
  await visit(page, 'stream')
  await replay(page).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: `Replay ${refused} rows`, exact: true }).waitFor()
  await page.keyboard.press('Enter')
  const result = page.locator('[aria-live=polite]', { hasText: KEY })
  await result.waitFor()
  const words = await result.textContent()
  expect(words.includes(`${taken} rows taken, ${taken} events sent.`), words)
  expect(words.includes('1 row still refused: column exit_date is not a date in the form yyyy-MM-dd.'), words)
  const cells = await page.locator('tr', { has: replay(page) }).locator('td').allTextContents()
  expect(cells[2] === '1' && cells[3] === taken, `after it: ${cells}`)
  const all = await page.textContent('main')
  expect(persons.split(',').every((person) => !all.includes(person)), 'a person number is shown')
  await accessible(page, 'the result')
})

end()
