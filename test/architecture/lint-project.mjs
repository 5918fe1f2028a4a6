import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

/**
 * A project of a few files with the compiler options and packages of this one: a type checker starts on it in a second,
 * on the whole repository in ten.
 */
export function lintProject(files = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'penates-lint-'))
  const put = (file, text) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  for (const [file, text] of Object.entries(files)) put(file, text)
  const compilerOptions = { ...JSON.parse(readFileSync('tsconfig.json', 'utf8')).compilerOptions, jsx: 'preserve' }
  put('tsconfig.json', JSON.stringify({ compilerOptions, include: ['.'] }))
  put('package.json', '{"type":"module"}')
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
  return { folder, remove: () => rmSync(folder, { recursive: true }) }
}
