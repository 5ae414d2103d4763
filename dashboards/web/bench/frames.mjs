// How long the map takes to draw on the processor alone, in the Chromium of NORN_CHROMIUM.
// Usage: npm ci && node bench/frames.mjs
import { createServer } from 'vite'
import { open } from '../test/browser/browser.mjs'

const server = await createServer({ server: { port: 0 }, logLevel: 'error' })
await server.listen()
const browser = await open()
const page = await browser.newPage()
await page.goto(`http://localhost:${server.httpServer.address().port}/norn.svg`)

/** In the page: the module that the console itself draws with. */
async function times({ base, points }) {
  const [{ Raster, partInMotion }, { palette, paintByValue, scaleOf }, { Grid }, { members }, { whole, zoomed }] = await Promise.all(
    ['raster', 'paints', 'grid', 'lasso', 'view'].map((name) => import(`${base}/src/map/${name}.ts`)),
  )
  let state = 42
  const uniform = () => (state = (state * 48271) % 2147483647) / 2147483647
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
  const drawn = { x: new Float32Array(points), y: new Float32Array(points) }
  const probability = new Float32Array(points)
  const centres = Array.from({ length: 24 }, () => [8 * normal(), 6 * normal()])
  for (let i = 0; i < points; i++) {
    const [x, y] = centres[Math.floor(uniform() * 24)]
    drawn.x[i] = x + normal()
    drawn.y[i] = y + normal()
  }
  // As what is read from the server is, side by side.
  const { order } = new Grid(drawn)
  const cloud = { x: drawn.x.map((_, i) => drawn.x[order[i]]), y: drawn.y.map((_, i) => drawn.y[order[i]]) }
  for (let i = 0; i < points; i++) probability[i] = 1 / (1 + Math.exp(3 - 0.3 * cloud.x[i] - normal()))
  const paint = paintByValue(probability, scaleOf(probability, true))
  const colours = palette(false)
  const size = { width: 1440, height: 900 }
  const canvas = Object.assign(document.createElementNS('http://www.w3.org/1999/xhtml', 'canvas'), size)
  const context = canvas.getContext('2d')
  const raster = new Raster()
  let view = whole(cloud.x, cloud.y, size)
  const timed = (work) => {
    const began = performance.now()
    work()
    return performance.now() - began
  }
  const image = context.createImageData(size.width, size.height)
  const frame = (every) => {
    raster.draw(cloud, paint, colours, view, size, [255, 255, 255], false, new Uint32Array(image.data.buffer), 1, every)
    context.putImageData(image, 0, 0)
  }
  const first = timed(() => frame(1))
  const frames = (every) => {
    view = whole(cloud.x, cloud.y, size)
    return Array.from({ length: 40 }, () => {
      view = zoomed(view, size, 500, 400, 1.04)
      return timed(() => frame(every))
    }).sort((one, other) => one - other)
  }
  const still = frames(1)
  const moving = frames(partInMotion(points))
  let grid
  const built = timed(() => (grid = new Grid(cloud)))
  const hover = timed(() => {
    for (let i = 0; i < 1000; i++) grid.nearest(8 * normal(), 6 * normal(), 0.05)
  })
  const polygon = Array.from({ length: 48 }, (_, i) => [4 * Math.cos(i / 7.6), 4 * Math.sin(i / 7.6)])
  return { first, still: still[20], moving: moving[20], slowest: moving[39], built, hover: hover / 1000, lasso: timed(() => members(cloud, polygon)) }
}

const base = `http://localhost:${server.httpServer.address().port}`
console.log('milliseconds, 1440 x 900, drawn on the processor without a GPU')
console.log('points      first frame   all, of 40   moving, of 40   slowest moving   grid   hover   lasso of 48 corners')
for (const points of [100_000, 1_000_000]) {
  const t = await page.evaluate(times, { base, points })
  const cell = (value, width, digits = 0) => value.toFixed(digits).padStart(width)
  console.log(
    points.toLocaleString('en-GB').padEnd(10) + cell(t.first, 13) + cell(t.still, 13) + cell(t.moving, 16) + cell(t.slowest, 17) + cell(t.built, 7) + cell(t.hover, 8, 3) + cell(t.lasso, 10),
  )
}
await browser.close()
await server.close()
