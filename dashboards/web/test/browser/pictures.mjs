// Pictures of pages, held against those that were looked at.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PNG } from 'pngjs'

const EXPECTED = join(dirname(fileURLToPath(import.meta.url)), 'expected')
const SHOTS = process.env.NORN_SHOTS ?? 'shots'
/** Pixels of a side that become one: fonts and figures may differ, where things stand and their colours may not. */
const BLOCK = 20
const FARTHEST = 0.06

/** The mean of each block. */
function coarse({ width, height, data }) {
  const small = new PNG({ width: Math.floor(width / BLOCK), height: Math.floor(height / BLOCK) })
  for (let y = 0; y < small.height; y++) {
    for (let x = 0; x < small.width; x++) {
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0
        for (let i = 0; i < BLOCK * BLOCK; i++) {
          sum += data[4 * ((y * BLOCK + Math.floor(i / BLOCK)) * width + x * BLOCK + (i % BLOCK)) + channel]
        }
        small.data[4 * (y * small.width + x) + channel] = Math.round(sum / (BLOCK * BLOCK))
      }
      small.data[4 * (y * small.width + x) + 3] = 255
    }
  }
  return small
}

function difference(one, other) {
  if (one.width !== other.width || one.height !== other.height) return 1
  let sum = 0
  for (let i = 0; i < one.data.length; i++) sum += Math.abs(one.data[i] - other.data[i])
  return sum / (one.width * one.height * 3 * 255)
}

/** Keeps a picture of the window; NORN_EXPECT=1 makes it the one that later ones are held against. */
export async function looksAs(page, name) {
  mkdirSync(SHOTS, { recursive: true })
  const picture = await page.screenshot({ path: join(SHOTS, name + '.png'), animations: 'disabled' })
  const small = coarse(PNG.sync.read(picture))
  const file = join(EXPECTED, name + '.png')
  if (process.env.NORN_EXPECT === '1') {
    mkdirSync(EXPECTED, { recursive: true })
    writeFileSync(file, PNG.sync.write(small))
  }
  if (!existsSync(file)) throw new Error(`[${name}] no picture to hold it against; make one with NORN_EXPECT=1`)
  const far = difference(small, PNG.sync.read(readFileSync(file)))
  if (far > FARTHEST) throw new Error(`[${name}] looks otherwise by ${far.toFixed(3)}; expected ${FARTHEST} or less`)
}
