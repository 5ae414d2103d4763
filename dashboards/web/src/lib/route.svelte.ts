/** Where the reader is: everything that a view shows is in its address, after the #. */
export type Params = Record<string, string>

export interface Place {
  page: string
  params: Params
}

export function parse(hash: string): Place {
  const [path, query = ''] = hash.replace(/^#\/?/, '').split('?')
  return { page: path || 'overview', params: Object.fromEntries(new URLSearchParams(query)) }
}

export function address(page: string, params: Record<string, string | number | null | undefined> = {}): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(params)) {
    if (value !== null && value !== undefined && value !== '') query.set(name, String(value))
  }
  const text = query.toString()
  return '#/' + page + (text ? '?' + text : '')
}

class Route {
  #place = $state.raw<Place>(parse(location.hash))

  constructor() {
    addEventListener('hashchange', () => (this.#place = parse(location.hash)))
  }

  get page(): string {
    return this.#place.page
  }

  get params(): Params {
    return this.#place.params
  }

  /** Changes some parameters of this page; a null takes one away. Leaves no step in the history. */
  set(changed: Record<string, string | number | null | undefined>): void {
    const hash = address(this.page, { ...this.params, ...changed })
    if (hash !== location.hash) {
      history.replaceState(null, '', hash)
      this.#place = parse(hash)
    }
  }

  /** What every page keeps. */
  get shared(): Params {
    const { release, outcome } = this.params
    return { ...(release ? { release } : {}), ...(outcome ? { outcome } : {}) }
  }

  to(page: string, params: Record<string, string | number | null | undefined> = {}): string {
    return address(page, { ...this.shared, ...params })
  }
}

export const route = new Route()
