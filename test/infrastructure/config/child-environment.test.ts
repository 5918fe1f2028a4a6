import { expect } from 'chai'
import { childEnvironment, withPrograms } from '../../../infrastructure/config/child-environment.js'

const UTF8 = { LC_CTYPE: 'en_US.UTF-8' }

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
      UNSET: undefined,
    }
    const theirs = { HOME: '/home/dev', PATH: '/bin', EDITOR: 'vi', CODEX_HOME: '/x', PENATES_HOME: '/state', ...UTF8 }
    expect(childEnvironment({ ...ours, ...theirs })).to.deep.equal(theirs)
  })

  it('says UTF-8 where the locale does not', () => {
    const locales = [
      {},
      { LANG: 'C' },
      { LC_ALL: 'C', LANG: 'de_DE.UTF-8' },
      { LC_ALL: '', LANG: 'de_DE.utf8' },
      { LC_CTYPE: 'POSIX', LANG: 'de_DE.UTF-8' },
    ]
    const utf8 = process.platform === 'darwin' ? 'UTF-8' : 'C.UTF-8'
    expect(locales.map(childEnvironment)).to.deep.equal([
      { LC_CTYPE: utf8 },
      { LANG: 'C', LC_CTYPE: utf8 },
      { LANG: 'C', LC_CTYPE: utf8 },
      { LC_ALL: '', LANG: 'de_DE.utf8' },
      { LANG: 'de_DE.UTF-8', LC_CTYPE: utf8 },
    ])
  })

  it('finds people’s tools, and keeps the order that the person chose', () => {
    const path = (given: string | undefined, platform: NodeJS.Platform): string | undefined =>
      withPrograms(given === undefined ? {} : { PATH: given }, '/home/dev', platform)['PATH']
    expect([
      path('/opt/node/bin:/usr/bin', 'linux'),
      path(undefined, 'linux'),
      path('/usr/bin:/bin', 'darwin'),
      path('/home/dev/.local/bin:/usr/local/bin:/usr/bin', 'linux'),
    ]).to.deep.equal([
      '/home/dev/.local/bin:/usr/local/bin:/opt/node/bin:/usr/bin',
      '/home/dev/.local/bin:/usr/local/bin:/usr/bin',
      '/home/dev/.local/bin:/opt/homebrew/bin:/usr/local/bin:/usr/bin:/bin',
      '/home/dev/.local/bin:/usr/local/bin:/usr/bin',
    ])
  })
})
