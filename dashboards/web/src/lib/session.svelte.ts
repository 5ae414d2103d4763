/** Who asks, and what for. A token stays in this tab and goes with it. */
const TOKEN = 'norn.token'
const PURPOSE = 'norn.purpose'

export interface Me {
  name: string
  role: 'viewer' | 'analyst' | 'researcher' | 'operations' | 'checker'
  project: string | null
  signed_in: boolean
  mode: 'inside' | 'release'
  rules: { 'minimum-count': number; 'rounding-base': number }
}

class Session {
  #token = $state(sessionStorage.getItem(TOKEN))
  #purpose = $state(sessionStorage.getItem(PURPOSE))
  #refused = $state(false)

  get token(): string | null {
    return this.#token
  }

  get purpose(): string | null {
    return this.#purpose
  }

  /** Whether the server wants a token, or another one. */
  get mustSignIn(): boolean {
    return this.#refused
  }

  signIn(token: string): void {
    this.#token = token
    sessionStorage.setItem(TOKEN, token)
    this.#refused = false
  }

  signedOut(): void {
    this.#token = null
    sessionStorage.removeItem(TOKEN)
    this.#refused = true
  }

  say(purpose: string): void {
    this.#purpose = purpose.trim() || null
    if (this.#purpose) sessionStorage.setItem(PURPOSE, this.#purpose)
    else sessionStorage.removeItem(PURPOSE)
  }
}

export const session = new Session()
