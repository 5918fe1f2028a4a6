#!/usr/bin/env -S MALLOC_ARENA_MAX=2 MALLOC_TRIM_THRESHOLD_=131072 node --max-semi-space-size=2 --initial-old-space-size=8
import { isAbsolute, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { codeCache } from '../../infrastructure/code-cache/code-cache.js'
import { detach } from '../../infrastructure/guard/guard.js'
import type * as program from './program.js'

/** The program, bundled beside this file. */
const PROGRAM = fileURLToPath(new URL('program.cjs', import.meta.url))

const { XDG_CACHE_HOME: caches, HOME: home = '' } = process.env
const folder = caches === undefined || caches === '' ? join(home, '.cache') : caches
const cache = codeCache(isAbsolute(folder) ? join(folder, 'penates', 'code') : null)
const { run } = cache.load(PROGRAM) as typeof program
detach('program', run({ started: cache.store }))
