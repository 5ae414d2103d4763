// The two maps over real embeddings.
import { accessible, claim, end, expect, settled, visit } from './claims.mjs'
import { looksAs } from './pictures.mjs'

const { NORN_POINTS: points, NORN_TOKEN_TEXT: token } = process.env
const grouped = Number(points).toLocaleString('en-GB')
const draws = (page) => page.locator('canvas').getAttribute('data-draws').then(Number)
const drawn = (page) => page.waitForSelector('canvas[data-draws]')

/** What of the canvas is not its ground. */
function inked(page) {
  return page.evaluate(() => {
    const canvas = document.querySelector('canvas')
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
    let found = 0
    for (let i = 0; i < data.length; i += 4) {
      if (data[i] !== data[0] || data[i + 1] !== data[1] || data[i + 2] !== data[2]) found++
    }
    return found
  })
}

for (const colorScheme of ['light', 'dark']) {
  await claim(`the map of lives in ${colorScheme} shows everybody, to everybody`, { colorScheme }, async (page) => {
    await visit(page, 'lives')
    await drawn(page)
    expect((await page.textContent('main h2')).includes(grouped), `no ${grouped} lives: ${await page.textContent('main h2')}`)
    expect((await inked(page)) > Number(points) / 4, 'the map is empty')
    expect((await page.textContent('.faith')).includes('trustworthiness'), 'its faithfulness is not beside it')
    await accessible(page, 'lives')
    await looksAs(page, `lives-${colorScheme}`)
  })
}

await claim('the map is drawn once for each thing that changes it', {}, async (page) => {
  await visit(page, 'lives')
  await drawn(page)
  await page.waitForTimeout(500)
  const before = await draws(page)
  expect(before <= 3, `${before} drawings before anything was done`)
  await page.locator('.map').focus()
  for (let i = 0; i < 5; i++) {
    await page.keyboard.press('+')
    await page.waitForTimeout(60)
  }
  await page.waitForTimeout(700)
  const after = await draws(page)
  expect(after - before >= 1 && after - before <= 6, `${after - before} drawings for 5 steps`)
})

await claim('the lasso selects, and says what sets the group apart', {}, async (page) => {
  const asked = []
  page.on('request', (request) => request.url().includes('/selection') && asked.push(request))
  await visit(page, 'lives')
  await drawn(page)
  await page.getByRole('button', { name: 'Lasso' }).click()
  const box = await page.locator('canvas').boundingBox()
  const corner = (angle) => [box.x + box.width * (0.5 + 0.3 * Math.cos(angle)), box.y + box.height * (0.5 + 0.42 * Math.sin(angle))]
  await page.mouse.move(...corner(0))
  await page.mouse.down()
  for (let i = 1; i <= 30; i++) await page.mouse.move(...corner((i / 30) * 2 * Math.PI))
  await page.mouse.up()
  await page.getByText('The selected group').waitFor()
  await settled(page)
  const people = Number((await page.locator('.people strong').textContent()).replace(/\D/g, ''))
  expect(people >= 10 && people < Number(points), `${people} selected of ${points}`)
  const address = page.url()
  expect(/[?&]lasso=/.test(address), 'the lasso is not in the address')
  await page.locator('.map').focus()
  await page.keyboard.press('ArrowLeft')
  await page.waitForTimeout(600)
  expect(asked.length === 1, `${asked.length} questions for one group`)
  await page.goto('about:blank')
  await page.goto(address)
  await settled(page)
  expect(Number((await page.locator('.people strong').textContent()).replace(/\D/g, '')) === people, 'another group from the same address')
})

await claim('keys alone select a group', {}, async (page) => {
  await visit(page, 'lives')
  await drawn(page)
  await page.locator('.map').focus()
  for (let i = 0; i < 3; i++) await page.keyboard.press('+')
  await page.keyboard.press('s')
  await page.getByText('The selected group').waitFor()
  await settled(page)
  expect((await page.locator('aside').textContent()).includes('people'), 'nothing is said of the group')
})

await claim('a group of few is withheld', {}, async (page) => {
  await visit(page, 'lives?lasso=900,900_901,900_901,901')
  await settled(page)
  const words = await page.locator('aside').textContent()
  expect(/Withheld|withheld|MINIMUM|fewer/.test(words), `shown: ${words.slice(0, 200)}`)
})

await claim('a point opens its life', { allowed: [/status of 409/] }, async (page) => {
  await visit(page, 'lives')
  await drawn(page)
  await page.locator('.map').focus()
  for (let i = 0; i < 12 && !/point=/.test(page.url()); i++) {
    await page.keyboard.press(i % 2 ? '-' : 'Enter')
    await page.waitForTimeout(100)
  }
  await page.getByRole('link', { name: 'Open this life' }).click()
  await settled(page)
  expect(/#\/life\?.*person=[0-9a-f]{32,}/.test(page.url()), page.url())
})

for (const colorScheme of ['light', 'dark']) {
  await claim(`the map of concepts in ${colorScheme} shows the vocabulary, to everybody`, { colorScheme }, async (page) => {
    await visit(page, 'concepts')
    expect((await page.locator('.map circle').count()) > 50, 'no tokens')
    await accessible(page, 'concepts')
    await looksAs(page, `concepts-${colorScheme}`)
  })
}

await claim('a token is found and its nearest are shown', {}, async (page) => {
  await visit(page, 'concepts')
  await page.getByPlaceholder('search tokens').fill(token)
  await page.getByRole('button', { name: token, exact: true }).click()
  await page.getByText('Nearest tokens').waitFor()
  await settled(page)
  expect((await page.locator('aside tbody tr').count()) > 3, 'no neighbours')
})

end()
