// What is in the bundle: only packages of allowed licences, whose notices go with it.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const ALLOWED = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD']

function packageOf(module) {
  return module.replaceAll('\\', '/').match(/^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0]
}

function notice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  if (!ALLOWED.includes(license)) {
    throw new Error(`[bundle] ${name} has licence ${license}; expected one of ${ALLOWED.join(', ')}`)
  }
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each))
  const text = file && existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : license
  return `${name} ${version} (${license})\n\n${text.trim()}\n`
}

/** A plugin that writes licences.txt. */
export function bundledLicences() {
  return {
    name: 'bundled-licences',
    generateBundle(_, bundle) {
      const modules = Object.values(bundle).flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []))
      const folders = new Set(modules.map((module) => packageOf(module.replace(/^\0/, ''))).filter(Boolean))
      const source = [...folders].sort().map(notice).join('\n' + '-'.repeat(72) + '\n\n')
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source })
    },
  }
}
