// Each view over real rows: it shows them, complains about nothing, and can be used by everybody.
import { accessible, claim, end, expect, settled, visit } from './claims.mjs'
import { looksAs } from './pictures.mjs'

const { NORN_PEOPLE: people } = process.env
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
}

for (const [name, holds] of Object.entries(VIEWS)) {
  for (const colorScheme of ['light', 'dark']) {
    await claim(`${name} in ${colorScheme} shows real rows, to everybody`, { colorScheme }, async (page) => {
      await visit(page, name)
      await holds(page)
      await accessible(page, name)
      await looksAs(page, `${name}-${colorScheme}`)
    })
  }
}

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
