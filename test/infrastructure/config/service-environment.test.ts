import { expect } from 'chai'
import { CONFIG_VARIABLES } from '../../../infrastructure/config/environment-codec.js'
import { childEnvironment } from '../../../infrastructure/config/child-environment.js'
import { serviceEnvironment } from '../../../infrastructure/config/service-environment.js'

const everything = Object.fromEntries(CONFIG_VARIABLES.map((name) => [name, `value of ${name}`]))

describe('the environment of a service definition', () => {
  it('carries every variable that the configuration reads, less its secrets, which are named', () => {
    const { kept, leftOut } = serviceEnvironment({ ...everything, HOME: '/home/dev', UNRELATED: 'x' })
    expect([...Object.keys(kept), ...leftOut].sort()).to.deep.equal([...CONFIG_VARIABLES].sort())
    expect(leftOut).to.deep.equal(['AUTH_TOKEN', 'VAPID_PRIVATE_KEY'])
    expect(kept).to.include({ TLS_KEY_FILE: 'value of TLS_KEY_FILE', TRUST_PROXY: 'value of TRUST_PROXY' })
  })

  it('carries the search path and the locale, and nothing that is empty or a secret', () => {
    const environment = { PATH: '/bin', LANG: 'de_DE.UTF-8', LC_CTYPE: '', HOST: '', AUTH_TOKEN: '', PORT: '1' }
    expect(serviceEnvironment(environment)).to.deep.equal({
      kept: { PORT: '1', PATH: '/bin', LANG: 'de_DE.UTF-8' },
      leftOut: [],
    })
  })
})

describe('the environment of programs that the hub starts', () => {
  it('carries no variable of the configuration but folders that agents share with the hub', () => {
    expect(Object.keys(childEnvironment(everything)).sort()).to.deep.equal([
      'CLAUDE_CONFIG_DIR',
      'CODEX_HOME',
      'LC_CTYPE',
      'OTEL_EXPORTER_OTLP_ENDPOINT',
      'PENATES_HOME',
      'PENATES_REGISTRY_DIR',
    ])
  })
})
