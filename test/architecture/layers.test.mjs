import { cruise } from 'dependency-cruiser'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync, copyFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import rules from '../../.dependency-cruiser.mjs'

const DOMAIN = 'domain/sessions'
const APPLICATION = 'application/sessions'
const HTTP = 'adapters/inbound/http'
const TMUX = 'adapters/outbound/tmux'
const WEB = 'adapters/inbound/web'
const COMPOSITION = 'composition'
const SCRIPTS = 'scripts'

const ALLOWED = [
  [DOMAIN, "import { DEFAULT_SIZE } from '../terminal/terminal-size.js'"],
  [DOMAIN, "import * as O from 'fp-ts/lib/Option.js'"],
  [APPLICATION, "import { parseSessionName } from '../../domain/sessions/session-name.js'"],
  [APPLICATION, "import type { TerminalHost } from '../terminal/terminal-host.port.js'"],
  [APPLICATION, "import { unavailable } from '../shared/errors.js'"],
  [HTTP, "import { decode } from '../../../infrastructure/codec/decode.js'"],
  [HTTP, "import { createServer } from 'node:http'"],
  [TMUX, "import type { SessionHost } from '../../../application/sessions/session-host.port.js'"],
  [WEB, "import { parseSessionName } from '../../../domain/sessions/session-name.js'"],
  [COMPOSITION, "import { Container } from 'inversify'"],
  [`${COMPOSITION}/hub`, "import { TOKENS } from '../features/tokens.js'"],
]

/** With the rule that refuses it. */
const REFUSED = [
  [DOMAIN, "import { unavailable } from '../../application/shared/errors.js'", 'domain-sees-only-its-layers'],
  [DOMAIN, "import type { Unavailable } from '../../application/shared/errors.js'", 'domain-sees-only-its-layers'],
  [DOMAIN, "export * from '../../application/shared/errors.js'", 'domain-sees-only-its-layers'],
  [DOMAIN, "import { randomUUID } from 'node:crypto'", 'domain-without-node'],
  [DOMAIN, "import { randomUUID } from 'crypto'", 'domain-without-node'],
  [DOMAIN, "import * as t from 'io-ts'", 'domain-packages'],
  [DOMAIN, "import type * as t from 'io-ts'", 'domain-packages'],
  [APPLICATION, "import { makeOpenTerminal } from '../terminal/open-terminal.js'", 'application-parts-keep-apart'],
  [APPLICATION, "export const late = () => import('../terminal/open-terminal.js')", 'application-parts-keep-apart'],
  [APPLICATION, "import { decode } from '../../infrastructure/codec/decode.js'", 'application-sees-only-its-layers'],
  [APPLICATION, "import { setTimeout } from 'node:timers/promises'", 'application-without-node'],
  [HTTP, "import { Container } from 'inversify'", 'inbound-packages'],
  [HTTP, "import { token } from '../../../composition/token.js'", 'inbound-sees-only-its-layers'],
  [TMUX, "import { jsonStore } from '../json-store/json-store.js'", 'outbound-parts-keep-apart'],
  [TMUX, "import { memoryToken } from '../memory/operator-token.memory.js'", 'outbound-sees-only-its-layers'],
  [WEB, "import { unavailable } from '../../../application/shared/errors.js'", 'web-sees-only-its-layers'],
  [COMPOSITION, "import * as t from 'io-ts'", 'composition-packages'],
  [
    COMPOSITION,
    "import { memoryToken } from '../adapters/outbound/memory/operator-token.memory.js'",
    'composition-sees-only-its-layers',
  ],
  [`${COMPOSITION}/tools`, "import { TOKENS } from '../features/tokens.js'", 'composition-floors'],
  [SCRIPTS, "import { expect } from 'chai'", 'scripts-packages'],
  ['domain', "import { DEFAULT_SIZE } from './terminal/terminal-size.js'", 'in-a-zone'],
]

/** The modules that the samples import; every other one is a package or Node's own. */
const TARGETS = [
  'domain/terminal/terminal-size.ts',
  'domain/sessions/session-name.ts',
  'application/shared/errors.ts',
  'application/terminal/terminal-host.port.ts',
  'application/terminal/open-terminal.ts',
  'application/sessions/session-host.port.ts',
  'infrastructure/codec/decode.ts',
  'adapters/outbound/json-store/json-store.ts',
  'adapters/outbound/memory/operator-token.memory.ts',
  'composition/token.ts',
  'composition/features/tokens.ts',
]

const samples = [...ALLOWED, ...REFUSED].map(([folder, statement, rule = null], i) => ({
  file: `${folder}/sample-${i}.ts`,
  statement,
  rule,
}))

describe('the table of layers', function () {
  this.timeout(60_000)
  let folder
  let violations

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'penates-layers-'))
    const put = (file, text) => {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), text)
    }
    for (const file of TARGETS) put(file, 'export {}\n')
    for (const { file, statement } of samples) put(file, `${statement}\n`)
    for (const file of ['package.json', 'tsconfig.json']) copyFileSync(file, join(folder, file))
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
    const { options, forbidden } = rules
    const { enhancedResolveOptions, ...kept } = options
    const { output } = await cruise(
      [...new Set(samples.map(({ file }) => file.split('/')[0]))],
      { ...kept, baseDir: folder, validate: true, ruleSet: { forbidden } },
      enhancedResolveOptions,
    )
    violations = output.summary.violations
  })

  after(() => rmSync(folder, { recursive: true, force: true }))

  for (const { file, statement, rule } of samples)
    it(`${rule === null ? 'accepts' : 'refuses'} ${statement} in ${dirname(file)}`, () => {
      const found = violations.filter(({ from }) => from === file).map((violation) => violation.rule)
      expect(found).to.deep.equal(rule === null ? [] : [{ severity: 'error', name: rule }])
    })
})
