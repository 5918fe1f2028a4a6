import fc from 'fast-check'
import { execFileSync } from 'node:child_process'
import { commandText } from '../../../../domain/approvals/permission-rule.js'
import { EVALUATED } from '../../../../domain/approvals/shell-command.js'
import { parseShell } from '../../../../adapters/outbound/shell/shell-parser.unbash.js'

const words = (script: string): unknown => parseShell(script)?.map((command) => command.words) ?? null
/** True when every shell reads the script as this one does. */
const isCertain = (script: string): boolean => parseShell(script)?.includes(EVALUATED) === false

const SIGNS = [
  '$',
  '(',
  ')',
  '{',
  '}',
  '`',
  '"',
  "'",
  '\\',
  '<',
  '>',
  '|',
  '&',
  ';',
  '*',
  '[',
  ']',
  '=',
  '#',
  ' ',
  '\n',
  'a',
]

describe('the shell parser', () => {
  it('finds every command of a script at any depth', () => {
    const found: Record<string, unknown> = {
      'npm test': [['npm', 'test']],
      'a && b || c; d | e & f\ng': [['a'], ['b'], ['c'], ['d'], ['e'], ['f'], ['g']],
      'echo $(rm x) "$(rm y)"': [
        ['echo', null, null],
        ['rm', 'x'],
        ['rm', 'y'],
      ],
      'if a; then b; elif c; then d; else e; fi': [['a'], ['b'], ['c'], ['d'], ['e']],
      'while a; do (b); { c; }; done': [['a'], ['b'], ['c']],
      'cat <<EOF\n$HOME\nEOF': [['cat']],
      "cat <<'EOF'\n$(rm x)\nEOF": [['cat']],
      '! a; b': [['a'], ['b']],
      '# a note\nnpm test \\\n --watch': [['npm', 'test', '--watch']],
      '': [],
    }
    for (const [script, expected] of Object.entries(found)) expect(words(script), script).to.deep.equal(expected)
  })

  it('finds the commands that bash would run in a script that is not certain', () => {
    const found: Record<string, unknown> = {
      'echo `rm y` <(rm z)': [['echo', null, null], ['rm', 'y'], ['rm', 'z'], []],
      'echo "${x:-$(rm x)}"': [['echo', null], ['rm', 'x'], []],
      'case x in x) a;; *) b;; esac': [['a'], ['b'], []],
      'cat <<EOF\n$(rm x)\nEOF': [['cat'], ['rm', 'x'], []],
      'time rm x': [['rm', 'x'], []],
      'f() { rm x; }': [['rm', 'x'], []],
      'ls $((1)); rm x': [['ls', null], ['rm', 'x'], []],
      'rm x; echo "open': [['rm', 'x'], ['echo', 'open'], []],
    }
    for (const [script, expected] of Object.entries(found)) expect(words(script), script).to.deep.equal(expected)
  })

  it('takes quotes and escapes away, and does not know a word that is expanded', () => {
    expect(words(`r\\m "a b" 'c'd "" $x *.ts {a,b}; export a=b`)).to.deep.equal([
      ['rm', 'a b', 'cd', '', null, null, null],
      ['export', 'a=b'],
    ])
  })

  it('reads a script that is given to a shell or to eval', () => {
    expect([words(`sudo env A=1 bash -lc 'a; b'`), words('eval "rm x" y'), words('sh -c "$x"')]).to.deep.equal([
      [['sudo', 'env', 'A=1', 'bash', '-lc', 'a; b'], ['a'], ['b']],
      [
        ['eval', 'rm x', 'y'],
        ['rm', 'x', 'y'],
      ],
      [['sh', '-c', null], []],
    ])
  })

  it('tells what a command writes and sets', () => {
    const told = (script: string): unknown => parseShell(script)?.map(({ writes, assigns }) => [writes, assigns])
    const written: Record<string, unknown> = {
      'a > out 2>&1': [[['out'], []]],
      'a >> "$x"': [[[null], []]],
      'a 2>/dev/null >&2 < in': [[[], []]],
      'a < /dev/tcp/host/80': [[['/dev/tcp/host/80'], []]],
      'PATH=/x a': [[[], ['PATH']]],
      'PATH=/x': [[[], ['PATH']]],
      '{ a; } > f': [
        [['f'], []],
        [[], []],
      ],
      'for PATH in /x; do a; done': [
        [[], ['PATH']],
        [[], []],
      ],
    }
    for (const [script, expected] of Object.entries(written)) expect(told(script), script).to.deep.equal(expected)
  })

  it('reads for certain only what bash, dash and zsh read alike', () => {
    const uncertain = [
      ...['echo "open', 'a ||', 'npm() { rm x; }; npm test', 'coproc a', 'echo $((a[$(rm x)]))', '[[ -v a[$(rm x)] ]]'],
      ...[
        '${x@P}',
        '${PATH:=/x}; a',
        "ls *(e:'rm x':)",
        '{fd}>f a',
        `${'eval '.repeat(9)}a`,
        'a\tb',
        'a\rb',
        'a\u00a0b',
      ],
      ...["ls <<E\n${x-'$(touch pwn)'}\nE", '{ ls } always { touch pwn; }', 'ls "${x:-\'}"; touch pwn; "\'}"'],
      ...['ls &> f', 'ls &>> f', 'ls 2&> f', "ls $'a\\'; touch pwn; \\''", "ls ${x:-*(e:'touch pwn':)}", 'ls 3>&1-'],
      ...[
        'ls # x',
        'ls;# x',
        "# it's\nls",
        'ls "a!b"',
        'ls !x',
        '^a^b',
        'ls >! f',
        'ls >>! f',
        'ls &| a',
        'ls |& a',
        'ls;;',
      ],
      ...[
        'ls =a',
        'ls ~x',
        'ls `a`',
        'ls <<< a',
        'ls <> a',
        '< a',
        'ls 10> a',
        'ls {',
        'ls }',
        'time ls',
        '- ls',
        'noglob ls',
      ],
      ...[
        "ls 'a''b'",
        'ls $x[b]',
        'ls $x:F:y:h',
        'ls $_',
        'ls $1',
        'ls $xé',
        "ls 'a[$(x)]'; exit _",
        'a[1]=b',
        'a+=b',
        'ls <<-E\nE',
      ],
      ...[
        "trap 'a' EXIT",
        'alias a=b',
        "PROMPT_COMMAND='a'",
        'export PS1=a',
        'sh -c "$x"',
        'ls | sh',
        'sh <<E\nls\nE',
        '. /dev/stdin',
      ],
      ...[
        "ls \"$(cat <<'E'\n'\nE\n)\"",
        'exec -a ls a',
        'builtin trap a 0',
        'jobs -x a',
        'printf %d a',
        '[ $x -eq 1 ]',
        'setopt x',
      ],
    ]
    expect(uncertain.filter(isCertain)).to.deep.equal([])
    for (const script of ['a\0b', `echo ${'x'.repeat(20_001)}`])
      expect(parseShell(script), script.slice(0, 9)).to.equal(null)
  })

  it('marks an expansion that evaluates its text or a value, and reads the commands around it', () => {
    const evaluated = [
      "npm test ${a['b[$(rm x)]']}",
      "npm test ${a[$'b[\\x24(rm x)]']}",
      'npm test "${a[i]}"',
      "npm test ${x:'b[$(rm x)]'}",
      'npm test "${x:0:n}"',
      'npm test ${!x}',
      "npm test <<EOF\n${a['b[$(rm x)]']}\nEOF",
      // Subscripts of zsh.
      "npm test $x[b['$(rm x)']]",
      'npm test "$x[b]"',
      'npm test $#x[b] $y',
      'npm test $+x[b]',
      'npm test "$*[b]"',
      'npm test <<EOF\n$x[b]\nEOF',
      'npm test <<EOF\n$+x[b]\nEOF',
    ]
    for (const script of evaluated) {
      const commands = parseShell(script) ?? []
      expect(commands.includes(EVALUATED), script).to.equal(true)
      expect(commands[0]?.words.slice(0, 2), script).to.deep.equal(['npm', 'test'])
    }
  })

  it('marks a builtin that evaluates a name', () => {
    const name = "'a[$(rm x)]'"
    const evaluated = [
      ...[`test -v ${name}`, `[ -v ${name} ]`, `printf -v ${name} x`, `let ${name}`, `declare ${name}=1`],
      ...[`read -r ${name}`, `builtin test -v ${name}`, 'test -v "a[\\$(rm x)]"', "test -v 'a[$(rm'\"$y\"')]'"],
      ...["test -v $'a[\\x24(rm x)]'", "test -v $y$'a\\x5b\\x24(rm x)]'", "export 'a[`rm x`]'=1"],
    ]
    for (const script of evaluated) expect(parseShell(script)?.includes(EVALUATED), script).to.equal(true)
    const plain = ['[ -f "$x" ]', "test -n 'a[1]'", "printf 'a[%s]' x", "echo 'a[$(rm x)]'", 'read -r line']
    for (const script of plain) expect(parseShell(script), script).to.have.length(1)
  })

  it('reads expansions that evaluate nothing', () => {
    const plain = ['a "$x" ${x} "${x}/y" $x/y $?', "awk '{ print $x[1] }'", "cat <<'EOF'\n$x[1]\nEOF", 'ls [ab]* x[0]']
    for (const script of plain) expect(parseShell(script), script).to.have.length(1).and.not.include(EVALUATED)
  })

  it('gives the same words as bash for anything that is quoted', () => {
    const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).filter((text) => !/[\0\n]/.test(text))
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (given) => {
        const command = commandText({ kind: 'command', words: ['printf', '%s\\n', ...given], open: false })
        const [printf] = parseShell(command) ?? []
        expect(printf?.words.slice(2)).to.deep.equal(given)
        expect(execFileSync('bash', ['-c', command], { encoding: 'utf8' })).to.equal(`${given.join('\n')}\n`)
      }),
      { numRuns: 30 },
    )
  })

  it('never throws, and is done with a hostile text in a moment', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...SIGNS), { maxLength: 60 }), (script) => {
        parseShell(script.join(''))
      }),
    )
    const started = performance.now()
    for (const piece of ['$(', '((', '{', '"$(', '<(', '${x:-', '`', 'a;'])
      parseShell(piece.repeat(Math.floor(19_900 / piece.length)))
    expect(performance.now() - started).to.be.lessThan(10_000)
  })
})
