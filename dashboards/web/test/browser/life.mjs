// One life: its facts, what pulled, as known on a day, what if.
import { accessible, claim, end, expect, settled, visit } from './claims.mjs'
import { looksAs } from './pictures.mjs'

const { NORN_PERSON: person } = process.env

for (const colorScheme of ['light', 'dark']) {
  await claim(`one life in ${colorScheme} shows its facts, to everybody`, { colorScheme }, async (page) => {
    await visit(page, 'life?person=' + person)
    expect((await page.locator('svg[aria-label^="Facts of"] rect').count()) > 10, 'no facts')
    expect((await page.textContent('.head.card')).includes(person), 'whose life it is is not said')
    expect((await page.textContent('main')).includes('Not for decisions about a person'), 'the notice is missing')
    await accessible(page, 'life')
    await looksAs(page, `life-${colorScheme}`)
  })
}

await claim('the slider shows what was known on an earlier day', {}, async (page) => {
  await visit(page, 'life?person=' + person)
  const facts = () => page.locator('.head.card').textContent().then((words) => Number(words.match(/([\d,]+) facts/)[1].replace(/\D/g, '')))
  const now = await facts()
  const slider = page.locator('.head.card input[type=range]')
  await slider.fill('0')
  await page.waitForFunction(() => location.hash.includes('known='))
  await settled(page)
  const then = await facts()
  expect(then < now, `${then} facts then, ${now} now`)
})

await claim('without a fact the model says something else', {}, async (page) => {
  await visit(page, 'life?person=' + person)
  const box = page.locator('fieldset input[type=checkbox]').first()
  await box.check()
  await page.getByRole('button', { name: 'Ask the model' }).click()
  await settled(page)
  const words = await page.locator('.answer').textContent()
  expect(/becomes/.test(words), words)
})

await claim('steps of the prediction have their causes', {}, async (page) => {
  await visit(page, 'life?person=' + person)
  const steps = await page.locator('section', { hasText: 'The prediction over time' }).locator('li').count()
  expect(steps > 0, 'no step')
})

end()
