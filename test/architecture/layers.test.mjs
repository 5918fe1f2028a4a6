import { expect } from 'chai'
import boundaries from 'eslint-plugin-boundaries'
import { ESLint } from 'eslint'
import { resolve } from 'node:path'
import tseslint from 'typescript-eslint'
import { elements, policies } from './boundaries.mjs'

const eslint = new ESLint({
  overrideConfigFile: true,
  overrideConfig: {
    files: ['**/*.ts'],
    languageOptions: { parser: tseslint.parser },
    plugins: { boundaries },
    settings: {
      'boundaries/elements': elements,
      'boundaries/elements-single-match': true,
      'boundaries/root-path': process.cwd(),
      'boundaries/legacy-templates': false,
      'import/resolver': { [resolve('test/architecture/ts-resolver.cjs')]: {} },
    },
    rules: {
      'boundaries/dependencies': [
        'error',
        { default: 'disallow', checkAllOrigins: true, checkInternals: true, policies },
      ],
    },
  },
})

async function isAllowed(from, statement) {
  const [result] = await eslint.lintText(`${statement}\n`, { filePath: from })
  return result.messages.length === 0
}

const DOMAIN = 'domain/sessions/sample.ts'
const APPLICATION = 'application/sessions/sample.ts'
const HTTP = 'adapters/inbound/http/sample.ts'
const TMUX = 'adapters/outbound/tmux/sample.ts'
const WEB = 'adapters/inbound/web/sample.ts'
const COMPOSITION = 'composition/sample.ts'

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
]

const REFUSED = [
  [DOMAIN, "import { unavailable } from '../../application/shared/errors.js'"],
  [DOMAIN, "import { randomUUID } from 'node:crypto'"],
  [DOMAIN, "import * as t from 'io-ts'"],
  [APPLICATION, "import { makeOpenTerminal } from '../terminal/open-terminal.js'"],
  [APPLICATION, "import { decode } from '../../infrastructure/codec/decode.js'"],
  [APPLICATION, "import { setTimeout } from 'node:timers/promises'"],
  [HTTP, "import { Container } from 'inversify'"],
  [HTTP, "import { token } from '../../../composition/token.js'"],
  [TMUX, "import { jsonStore } from '../json-store/json-store.js'"],
  [TMUX, "import { memoryOperatorToken } from '../memory/operator-token.memory.js'"],
  [WEB, "import { unavailable } from '../../../application/shared/errors.js'"],
  [COMPOSITION, "import * as t from 'io-ts'"],
  [COMPOSITION, "import { memoryOperatorToken } from '../adapters/outbound/memory/operator-token.memory.js'"],
]

describe('the table of layers', () => {
  for (const [from, statement] of ALLOWED) {
    it(`lets ${from} say ${statement}`, async () => {
      expect(await isAllowed(from, statement)).to.equal(true)
    })
  }
  for (const [from, statement] of REFUSED) {
    it(`refuses ${statement} in ${from}`, async () => {
      expect(await isAllowed(from, statement)).to.equal(false)
    })
  }
})
