import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { startedCommand, type StartFlags } from '../../../domain/agents/agent-program.js'
import { hasFlag, shellArguments, shellWord } from '../../../domain/agents/command-line.js'
import { anAgent } from '../../support/agents.js'

const added: StartFlags = ({ binary }, args) =>
  binary === 'claude' && !hasFlag(args, '--mode') ? ['--mode', 'a b'] : []
const agents = [anAgent({ binary: 'claude' }), anAgent({ binary: 'codex' })] as const

describe('startedCommand', () => {
  it('puts flags after the program and keeps the rest of the line', () => {
    expect(startedCommand(agents, 'claude', [added])).to.equal("claude --mode 'a b'")
    expect(startedCommand(agents, '  /opt/bin/claude  "$PENATES_PRIME_PROMPT" && echo  done ', [added])).to.equal(
      `/opt/bin/claude --mode 'a b'  "$PENATES_PRIME_PROMPT" && echo  done`,
    )
    expect(startedCommand(agents, 'claude', [added, () => ['--more']])).to.equal("claude --mode 'a b' --more")
  })

  it('returns the command unchanged without flags, for the plain shell and for an unknown program', () => {
    expect(startedCommand(agents, ' claude ', [])).to.equal(' claude ')
    expect(startedCommand(agents, '', [added])).to.equal('')
    expect(startedCommand(agents, 'vim', [() => ['--mode']])).to.equal('vim')
    expect(startedCommand(agents, 'codex', [added])).to.equal('codex')
  })

  it('keeps an explicit flag, but ignores one inside a quoted prompt or another command', () => {
    expect(startedCommand(agents, 'claude --mode x', [added])).to.equal('claude --mode x')
    expect(startedCommand(agents, 'claude --mode=x', [added])).to.equal('claude --mode=x')
    expect(startedCommand(agents, "claude 'about --mode x'", [added])).to.equal("claude --mode 'a b' 'about --mode x'")
    expect(startedCommand(agents, 'claude; other --mode x', [added])).to.equal("claude --mode 'a b'; other --mode x")
    expect(startedCommand(agents, 'claude -- --mode', [added])).to.equal("claude --mode 'a b' -- --mode")
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
