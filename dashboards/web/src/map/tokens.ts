export interface Token {
  token: string
  register: string
  x: number
  y: number
  persons: number
  stability: number | null
}

export interface Label {
  token: Token
  x: number
  y: number
}

const CHARACTER = 7
const LINE = 13

/** Names that do not cover each other, those of the most people first. */
export function labels(tokens: Token[], place: (token: Token) => [number, number], radius: (token: Token) => number, most: number): Label[] {
  const taken: [number, number, number, number][] = []
  const found: Label[] = []
  for (const token of [...tokens].sort((one, other) => other.persons - one.persons)) {
    if (found.length === most) break
    const [px, py] = place(token)
    const x = px + radius(token) + 3
    const box: [number, number, number, number] = [x, py - LINE / 2, x + token.token.length * CHARACTER, py + LINE / 2]
    if (taken.every((other) => box[2] < other[0] || box[0] > other[2] || box[3] < other[1] || box[1] > other[3])) {
      taken.push(box)
      found.push({ token, x, y: py })
    }
  }
  return found
}
