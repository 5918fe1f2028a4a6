import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './run.mjs'

const pathOf = (name, at) => join(at, '.cache', `${name}.json`)

/** Value that an earlier run has kept under a name; `{}` when there was none, or one that was killed while it wrote. */
export function readCached(name, at = root) {
  try {
    return JSON.parse(readFileSync(pathOf(name, at), 'utf8'))
  } catch {
    return {}
  }
}

/** Keeps a value for later runs on this machine. */
export function writeCached(name, value, at = root) {
  mkdirSync(join(at, '.cache'), { recursive: true })
  writeFileSync(pathOf(name, at), JSON.stringify(value))
}

/** Adds to what is kept under a name for each suite. */
export function addCached(name, suite, more) {
  const kept = readCached(name)
  writeCached(name, { ...kept, [suite]: { ...kept[suite], ...more } })
}
