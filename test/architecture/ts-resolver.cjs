'use strict'
// Tells eslint-plugin-boundaries which file an import names: NodeNext writes `./x.js` for the source file `x.ts`.
const { existsSync } = require('node:fs')
const { builtinModules, createRequire } = require('node:module')
const { dirname, resolve } = require('node:path')

const SOURCES = { '.js': ['.ts', '.tsx', '.js'], '.mjs': ['.mjs', '.mts'], '.cjs': ['.cjs', '.cts'] }

exports.interfaceVersion = 2

exports.resolve = (source, file) => {
  if (source.startsWith('node:') || builtinModules.includes(source)) return { found: true, path: null }
  if (source.startsWith('.')) return relative(resolve(dirname(file), source))
  try {
    return { found: true, path: createRequire(file).resolve(source) }
  } catch {
    return { found: false }
  }
}

function relative(path) {
  const extension = /\.[cm]?js$/.exec(path)?.[0]
  const stem = extension ? path.slice(0, -extension.length) : path
  const candidates = extension ? SOURCES[extension].map((end) => stem + end) : [`${path}.ts`, `${path}.tsx`, path]
  const found = candidates.find((candidate) => existsSync(candidate))
  return found ? { found: true, path: found } : { found: false }
}
