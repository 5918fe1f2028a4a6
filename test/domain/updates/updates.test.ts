import { AGENTS } from '../../../adapters/outbound/agents/agents.js'
import fc from 'fast-check'
import { commandOf, readableAfterwards, updateSession } from '../../../domain/updates/catalogue.js'
import { bareVersion, isNewer, versionIn } from '../../../domain/updates/version.js'

describe('versions', () => {
  const version = fc.tuple(fc.nat(20), fc.nat(20), fc.nat(20))
  const text = (parts: ReadonlyArray<number>): string => parts.join('.')

  it('are ordered by their parts, and none is newer than itself', () => {
    fc.assert(
      fc.property(version, version, ([a, b, c], [x, y, z]) => {
        const after = x !== a ? x > a : y !== b ? y > b : z > c
        return isNewer(text([a, b, c]), text([x, y, z])) === after
      }),
    )
  })

  it('are compared only when plain', () => {
    const odd = ['', '1.2', '1.2.3-rc1', 'v1.2.4', '1.2.3.4', 'NaN', '9'.repeat(30) + '.0.0', '__proto__']
    expect(odd.map((one) => isNewer('1.2.3', one))).to.deep.equal(odd.map(() => false))
    expect(odd.map((one) => isNewer(one, '99.0.0'))).to.deep.equal(odd.map(() => false))
  })

  it('are found in the output of programs', () => {
    expect(['2.1.197 (Claude Code)\n', 'tmux 3.5a', 'codex-cli 0.40.0', 'none'].map(versionIn)).to.deep.equal([
      '2.1.197',
      '3.5a',
      '0.40.0',
      null,
    ])
    expect([' v1.2.3\n', '1.2.3', 'vnext'].map(bareVersion)).to.deep.equal(['1.2.3', '1.2.3', 'vnext'])
  })
})

describe('updatable components', () => {
  it('have a fixed command, and none under inherited keys', () => {
    const ids = [
      'cli:claude',
      'cli:agy',
      'ext:tmux',
      'dep:koa',
      'hub',
      '__proto__',
      'constructor',
      'toString',
      '',
      'cli:',
    ]
    expect(ids.map((id) => commandOf(AGENTS, id))).to.deep.equal([
      'claude update',
      null,
      'brew upgrade tmux',
      ...Array<null>(7).fill(null),
    ])
  })

  it('have session names that every host accepts, and commands without quotes', () => {
    expect(['hub', 'cli:claude', 'ext:whisper-cpp'].map(updateSession)).to.deep.equal([
      'update-hub',
      'update-cli-claude',
      'update-ext-whisper-cpp',
    ])
    for (const { update } of AGENTS) expect(update.command ?? '').to.not.include("'")
    expect(readableAfterwards('true')).to.match(/^sh -c 'true; s=\$\?; [^']*read -r _'$/)
  })
})
