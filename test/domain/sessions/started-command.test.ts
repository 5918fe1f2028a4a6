import { expect } from 'chai'
import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import {
  hasFlag,
  shellArguments,
  shellWord,
  startedCommand,
  type StartFlags,
} from '../../../domain/sessions/started-command.js'

const added: StartFlags = ({ id }, args) => (id === 'claude' && !hasFlag(args, '--mode') ? ['--mode', 'a b'] : [])

describe('startedCommand', () => {
  it('puts flags after the program and keeps the rest of the line', () => {
    expect(startedCommand('claude', [added])).to.equal("claude --mode 'a b'")
    expect(startedCommand('  /opt/bin/claude  "$PENATES_PRIME_PROMPT" && echo  done ', [added])).to.equal(
      `/opt/bin/claude --mode 'a b'  "$PENATES_PRIME_PROMPT" && echo  done`,
    )
    expect(startedCommand('claude', [added, () => ['--more']])).to.equal("claude --mode 'a b' --more")
  })

  it('returns the command unchanged without flags, for the plain shell and for an unknown program', () => {
    expect(startedCommand(' claude ', [])).to.equal(' claude ')
    expect(startedCommand('', [added])).to.equal('')
    expect(startedCommand('vim', [() => ['--mode']])).to.equal('vim')
    expect(startedCommand('codex', [added])).to.equal('codex')
  })

  it('keeps an explicit flag, but ignores one inside a quoted prompt or another command', () => {
    expect(startedCommand('claude --mode x', [added])).to.equal('claude --mode x')
    expect(startedCommand('claude --mode=x', [added])).to.equal('claude --mode=x')
    expect(startedCommand("claude 'about --mode x'", [added])).to.equal("claude --mode 'a b' 'about --mode x'")
    expect(startedCommand('claude; other --mode x', [added])).to.equal("claude --mode 'a b'; other --mode x")
    expect(startedCommand('claude -- --mode', [added])).to.equal("claude --mode 'a b' -- --mode")
  })
})

describe('shellWord and shellArguments', () => {
  it('read back every word unchanged, like the shell', () => {
    const word = fc.stringMatching(/^[ -~\n]{0,12}$/)
    fc.assert(
      fc.property(fc.array(word, { maxLength: 4 }), (words) => {
        const text = words.map(shellWord).join(' ')
        expect(shellArguments(text)).to.deep.equal(words)
      }),
    )
    const odd = ['', '~', '~root', '~/x', 'a=~/x', "it's", 'a"b', '$(x) `y`', '\\', 'new\nline', '--flag={"a":1}']
    const echoed = execFileSync('sh', ['-c', `printf '%s\\0' ${odd.map(shellWord).join(' ')}`]).toString()
    expect(echoed.split('\0').slice(0, -1)).to.deep.equal(odd)
  })

  it('read quotes and escapes as the shell does and end at an operator', () => {
    expect(shellArguments(`a "b \\" \\x c" d\\ e 'f "g'h | i`)).to.deep.equal(['a', 'b " \\x c', 'd e', 'f "gh'])
    expect(shellArguments(` '' > file`)).to.deep.equal([''])
  })
})
