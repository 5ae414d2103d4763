import { describe, expect, it } from 'vitest'
import { code, literal } from '../../src/lib/code'
import { csv } from '../../src/lib/download'

describe('copied code', () => {
  const question = { path: '/api/v1/runs', query: { limit: 3, after: null }, sql: 'SELECT 1;' }

  it('asks the same address in Python and R', () => {
    expect(code(question, 'Python', 'http://h')).toContain('"http://h/api/v1/runs?limit=3"')
    expect(code(question, 'R', 'http://h')).toContain('request("http://h/api/v1/runs?limit=3")')
    expect(code(question, 'SQL', 'http://h')).toBe('SELECT 1;')
  })

  it('never holds a token', () => {
    expect(code(question, 'Python', 'http://h')).toContain('NORN_TOKEN')
  })

  it('quotes literals', () => {
    expect(literal("o'clock")).toBe("'o''clock'")
  })
})

describe('csv', () => {
  it('quotes what needs it, under a header and after notes', () => {
    expect(csv([{ a: 1, b: 'x, "y"' }], ['n = 1'])).toBe('# n = 1\na,b\n1,"x, ""y"""\n')
  })
})
