import { childEnvironment, withPrograms } from '../../../infrastructure/config/child-environment.js'

describe('the environment of programs that the hub starts', () => {
  it('says UTF-8 where the locale does not', () => {
    const locales = [
      {},
      { LANG: 'C' },
      { LC_ALL: 'C', LANG: 'de_DE.UTF-8' },
      { LC_ALL: '', LANG: 'de_DE.utf8' },
      { LC_CTYPE: 'POSIX', LANG: 'de_DE.UTF-8' },
    ]
    const utf8 = process.platform === 'darwin' ? 'UTF-8' : 'C.UTF-8'
    expect(locales.map((locale) => childEnvironment([], locale))).to.deep.equal([
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
