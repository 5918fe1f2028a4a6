import { readFile } from 'node:fs/promises'
import { AGENTS } from '../../../adapters/outbound/agents/agents.js'
import { childEnvironment, serviceEnvironment } from '../../../composition/config/environment.js'
import { VARIABLES } from '../../../composition/config/variables.js'
import { ALLOCATOR, HEAP_OPTIONS, serviceDefinition, serviceOptions } from '../../../composition/tools/open-service.js'

const NAMES: ReadonlyArray<string> = Object.values(VARIABLES).map(({ name }) => name)
const everything = Object.fromEntries(NAMES.map((name) => [name, `value of ${name}`]))

describe('the environment of a service definition', () => {
  it('carries every variable that the configuration reads, less its secrets, which are named', () => {
    const { kept, leftOut } = serviceEnvironment({ ...everything, HOME: '/home/dev', UNRELATED: 'x' })
    expect([...Object.keys(kept), ...leftOut].sort()).to.deep.equal([...NAMES].sort())
    expect(leftOut).to.deep.equal(['AUTH_TOKEN', 'VAPID_PRIVATE_KEY', 'OTEL_EXPORTER_OTLP_HEADERS'])
    expect(kept).to.include({ TLS_KEY_FILE: 'value of TLS_KEY_FILE', TRUST_PROXY: 'value of TRUST_PROXY' })
  })

  it('carries the search path and the locale, and nothing that is empty or a secret', () => {
    const environment = { PATH: '/bin', LANG: 'de_DE.UTF-8', LC_CTYPE: '', HOST: '', AUTH_TOKEN: '', PORT: '1' }
    expect(serviceEnvironment(environment)).to.deep.equal({
      kept: { PORT: '1', PATH: '/bin', LANG: 'de_DE.UTF-8' },
      leftOut: [],
    })
  })

  it('carries the variables that the OpenTelemetry packages read', () => {
    const environment = { OTEL_TRACES_SAMPLER: 'always_off', OTEL_BSP_SCHEDULE_DELAY: '100', OTELX: 'x' }
    expect(serviceEnvironment({ ...environment, OTEL_EXPORTER_OTLP_HEADERS: 'key=secret' })).to.deep.equal({
      kept: { OTEL_TRACES_SAMPLER: 'always_off', OTEL_BSP_SCHEDULE_DELAY: '100' },
      leftOut: ['OTEL_EXPORTER_OTLP_HEADERS'],
    })
  })
})

describe('the arguments of Node.js in a service definition', () => {
  it('are the heap options of `npm start` and of the program, unless the process was started with others', async () => {
    expect([
      serviceOptions([]),
      serviceOptions(HEAP_OPTIONS),
      serviceOptions(['--max-semi-space-size=16', '--enable-source-maps']),
    ]).to.deep.equal([
      HEAP_OPTIONS,
      HEAP_OPTIONS,
      ['--initial-old-space-size=8', '--max-semi-space-size=16', '--enable-source-maps'],
    ])
    const [manifest, program] = await Promise.all(
      ['package.json', 'composition/program/main.ts'].map((file) => readFile(file, 'utf8')),
    )
    const variables = Object.entries(ALLOCATOR).map(([name, value]) => `${name}=${value} `)
    const command = `${variables.join('')}node ${HEAP_OPTIONS.join(' ')}`
    expect([
      manifest?.includes(`"${command} scripts/start.mjs"`),
      program?.split('\n')[0]?.endsWith(command),
    ]).to.deep.equal([true, true])
    expect(serviceDefinition('/penates').spec.environment).to.include(ALLOCATOR)
    // Linux before 5.1 cuts longer first lines.
    expect(program?.split('\n')[0]?.length).to.be.below(128)
  })
})

describe('the environment of programs that the hub starts', () => {
  it('has nothing of the hub’s own and no secret', () => {
    const ours = {
      AUTH_TOKEN: 'x',
      VAPID_PRIVATE_KEY: 'x',
      CF_ACCESS_AUD: 'x',
      PORT: '1',
      HOST: 'x',
      PENATES_TOKEN: 'x',
      PENATES_SESSION: 'x',
      TMUX: 'x',
      TMUX_PANE: 'x',
      npm_config_cache: 'x',
      INVOCATION_ID: 'x',
      ...ALLOCATOR,
      UNSET: undefined,
    }
    const theirs = {
      HOME: '/home/dev',
      PATH: '/bin',
      EDITOR: 'vi',
      CODEX_HOME: '/x',
      PENATES_HOME: '/state',
      LC_CTYPE: 'en_US.UTF-8',
    }
    expect(childEnvironment({ ...ours, ...theirs })).to.deep.equal(theirs)
  })

  it('carries no variable of the configuration but folders that agents share with the hub', () => {
    expect(Object.keys(childEnvironment(everything))).to.have.members([
      ...AGENTS.flatMap(({ variable }) => variable?.name ?? []),
      'LC_CTYPE',
      'OTEL_EXPORTER_OTLP_ENDPOINT',
      'OTEL_EXPORTER_OTLP_HEADERS',
      'PENATES_HOME',
      'PENATES_REGISTRY_DIR',
    ])
  })
})
