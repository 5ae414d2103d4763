// What callers of different roles see, and what leaves.
import { claim, end, expect, settled, visit } from './claims.mjs'

const { NORN_API_RELEASE: release, NORN_TOKEN_RESEARCHER: researcher, NORN_TOKEN_VIEWER: viewer, NORN_PERSON: person } = process.env
const refused = [/status of 40[13]/]

async function signIn(page, token) {
  await page.locator('input[type=password]').fill(token)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await settled(page)
}

await claim('without a token there is only the way in', { allowed: refused }, async (page) => {
  await page.goto(process.env.NORN_API + '/#/overview')
  await page.waitForSelector('input[type=password]')
  expect((await page.locator('nav').count()) === 0, 'the menu is there')
})

await claim('a wrong token is refused and not kept', { allowed: refused }, async (page) => {
  await page.goto(process.env.NORN_API + '/#/overview')
  await page.locator('input[type=password]').fill('wrong')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForSelector('input[type=password]')
  await page.waitForFunction(() => sessionStorage.length === 0)
})

await claim('a viewer sees the evaluation and no person', { allowed: refused }, async (page) => {
  await page.goto(process.env.NORN_API + '/#/evaluation')
  await signIn(page, viewer)
  expect((await page.locator('header').textContent()).includes('viewer'), 'the role is not shown')
  expect((await page.getByRole('link', { name: 'One life' }).count()) === 0, 'the menu offers a life')
  await page.goto(`${process.env.NORN_API}/#/life?person=${person}`)
  await settled(page)
  expect((await page.locator('[role=alert]').textContent()).includes('viewer'), 'no refusal')
  expect(!(await page.textContent('main')).includes(person), 'the person is shown')
})

await claim('a researcher says what for before a person is shown', { allowed: [...refused, /status of 409/] }, async (page) => {
  const asked = []
  page.on('request', (request) => asked.push(request))
  await page.goto(`${process.env.NORN_API}/#/life?person=${person}`)
  await signIn(page, researcher)
  expect(!asked.some((request) => request.url().includes('/persons/')), 'a person was asked for without a purpose')
  await page.getByPlaceholder('what you need').fill('a test')
  await page.getByRole('button', { name: 'Say', exact: true }).click()
  await page.waitForSelector('main h2')
  const about = asked.filter((request) => request.url().includes('/persons/'))
  expect(about.length > 0, 'nothing was asked')
  expect(about.every((request) => request.headers()['norn-purpose'] === 'a test'), 'the purpose was not sent')
  expect(await page.evaluate(() => localStorage.length <= 1 && !JSON.stringify(localStorage).includes('token-of')), 'the token is kept')
})

await claim('a server for those elsewhere shows what leaves and nothing else', { server: release, allowed: refused }, async (page) => {
  await page.goto(release + '/#/overview')
  await signIn(page, researcher)
  const views = await page.locator('nav a.view').allTextContents()
  expect(views.length === 1 && views[0].includes('What leaves'), `views: ${views}`)
  expect((await page.locator('header').textContent()).includes('release'), 'the mode is not shown')
  await visit(page, 'evaluation', release)
  expect((await page.locator('[role=alert]').count()) === 1, 'the evaluation is shown')
})

end()
