export type Theme = 'auto' | 'light' | 'dark'

const KEY = 'norn.theme'

function kept(): Theme {
  const value = localStorage.getItem(KEY)
  return value === 'light' || value === 'dark' ? value : 'auto'
}

class Look {
  #theme = $state<Theme>(kept())
  #system = $state(matchMedia('(prefers-color-scheme: dark)').matches)

  constructor() {
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', (event) => (this.#system = event.matches))
    this.#apply()
  }

  get theme(): Theme {
    return this.#theme
  }

  get dark(): boolean {
    return this.#theme === 'dark' || (this.#theme === 'auto' && this.#system)
  }

  choose(theme: Theme): void {
    this.#theme = theme
    localStorage.setItem(KEY, theme)
    this.#apply()
  }

  #apply(): void {
    if (this.#theme === 'auto') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = this.#theme
  }
}

export const look = new Look()
