/** Commands of agents, which a reader should find certain; `@` is a program. */
const ORDINARY = String.raw`@
@ -la src
@ && @
@ || @; @
@ | @ -n 5
@ 2>&1
@ > /dev/null 2>&1
@ 2>/dev/null | @
@ > out.txt
@ >> out.txt 2>&1
@ < in.txt
@ $HOME/src
@ "$HOME/src dir"
@ $BRACED/src "$BRACED"
@ ~/src ~
@ $(@ --version)
@ "$(@ "a b")"
@ 'it is (one) $(text)  !x # ; | &'
@ "a (b) ; c | d & e # f"
@ a\ b \$x \"
@ *.ts src/**/*.js [ab]*.c ?
@ {a,b} {1..3} {}
@ HEAD~1 HEAD^ stash^{} a#b a=b a:b
@ --option=value -x=1 --json '{"a": "b"}'
cd src && @
cd "$HOME" && @ && cd ..
(cd src && @)
{ @; @; }
if @; then @; fi
if @; then @; elif @; then @; else @; fi
while false; do @; done
until true; do @; done
for f in a b c; do @; done
! @
@ & @
# A note⏎@
@ \⏎  --long
[ -f package.json ] && @
test -n "$HOME" && @
echo "exit: $?"; @
echo 'héllo ✅' "ünï" §x; @
export A=b; @
set -e; @
true; @; false
printf '%s\n' "$HOME"; @
A=b @
A=b B="c d" @ x
@ -- "*.ts" '$HOME'
@ "a != b" "foo$" "a ! b"
@ a,b a+b a%b a/b a.b a-b a_b
@ 1>&2; @
@ http://localhost:3000/x?y=1
command -v @
kill -9 1
eval '@ a'
sh -c '@; @'
bash -lc "@ a"
@ x ; @ y
@⏎@⏎⏎@
@ "two⏎lines"
@ 'two⏎lines'`
  .split('\n')
  .map((line) => line.replaceAll('⏎', '\n').replaceAll('$BRACED', '${HOME}'))

const HERE_DOCUMENTS = [
  "@ <<'E'\n#\nE",
  '@ <<"E"\n#\nE',
  '@ <<E\n#\nE',
  "@ <<'E' | @\n#\nE",
  '@ <<E && @\n#\nE',
  '@ "$(@ <<\'E\'\n#\nE\n)"',
]
const BODIES = [
  'text',
  "it's",
  '"open',
  '(',
  ')',
  '$HOME',
  '${HOME}',
  '!x',
  '# note',
  '`',
  '\\',
  '$(touch pwn)',
  '`touch pwn`',
  "${x-'$(touch pwn)'}",
  '${x:-"}',
  '$x[b]',
  '$((1))',
  '$x:F:y:h',
  '\\$(touch pwn)',
  "'\nE\ntouch pwn\n'",
  '\tE\ntouch pwn',
  'E \ntouch pwn',
  '$',
  "$'",
  '\\\nE\ntouch pwn',
]

/** Places where shells disagree on what a text is; `@` is what an attacker has there. */
const DISAGREEMENTS = [
  ...["ls <<E\n${x-'@'}\nE", 'ls <<E\n${x-"@"}\nE', "ls <<E\n${x+'@'}\nE", "ls <<E\n${x#'@'}\nE", 'ls <<E\n${x\n@\nE'],
  ...[
    '{ ls } always { @; }',
    '{ ls; } always { @; }',
    '{ ls }; @',
    'if true { @ }',
    'while true { @; break }',
    'for f (a) { @ }',
    'for f in a { @ }',
  ],
  ...[
    'ls "${x:-\'}"; @; "\'}"',
    'ls "${x#\'}"; @; "\'}"',
    "ls ${x:-'}; @; '}",
    'ls "${x:-\\}"; @; "}"',
    'ls ${x:-"}"; @; "}"}',
    "ls ${x:-'}'; @; '}'}",
  ],
  ...[
    'ls &> @',
    'ls &>> @',
    'ls 2&> @',
    'ls &>f; @',
    'ls & > f; @',
    'ls >& f; @',
    'ls >&2f; @',
    'ls >&f@',
    'ls 3>&1- @',
    'ls <&- @',
  ],
  ...[
    "ls $'a\\'; @; \\''",
    "ls $'a\\''; @; '",
    "ls $'\\\\'; @; ''",
    'ls $"a"; @',
    "ls $'\\x27; @; \\x27'",
    "ls $'\\'; @; $'\\'",
  ],
  ...[
    "ls ${x:-*(e:'@':)}",
    "ls *(e:'@':)",
    'ls *(e:@:)',
    "ls *(e'@')",
    'ls *(+@)',
    "ls (e:'@':)",
    "ls x*(#qe:'@':)",
    "ls *(oe:'@':)",
    "ls @(e:'@':)",
    'ls ~[@]',
    'ls ?(@)',
  ],
  ...[
    'ls # @',
    'ls #; @',
    "ls # ' ; @ #'",
    "# '\n@ # '",
    'ls # \\\n@',
    '#; @',
    '# `@`',
    '# $(@)',
    '# "\n@\n# "',
    'ls;# @',
    'ls && # x\n@',
    "# it's\n@\n# it's",
  ],
  ...[
    'ls !! @',
    'ls "!@"',
    "ls '!@'",
    'ls "!`@`"',
    '! @',
    '!@',
    '!ls; @',
    '^ls^@',
    'ls\n^ls^@^',
    'ls\n!!:s/ls/@/',
    'ls "a!"; @; "!b"',
    "ls 'a\n!@'",
    'ls !# @',
  ],
  ...[
    'ls <(@)',
    'ls >(@)',
    'ls =(@)',
    'ls < <(@)',
    'ls =@',
    '=@',
    'ls <<< @',
    'ls <<<"$(@)"',
    'ls <> @',
    'ls >! @',
    'ls >| @',
    'ls >>| @',
    'ls >>! @',
    'ls >&| @',
    'ls >&! @',
    'ls &| @',
    'ls &! @',
    'ls |& @',
    'ls ;| @',
  ],
  ...[
    'ls <1-2>@',
    'ls <->@',
    'ls x<1-2>@',
    'ls 10>@',
    'ls {fd}>@',
    'ls {fd}<@',
    'ls 1<>@',
    '< @',
    '> @',
    '>> @',
    '2> @',
    '$(<@)',
    'ls $(< @)',
    '>| @',
  ],
  ...[
    'ls;;@',
    'case a in a) @;; esac',
    'case a in a) ls;& b) @;; esac',
    'case a in (a|b) @;| esac',
    "case a in a) ls ;; b) ';;' ; @ ;; esac",
    'select f in a; do @; done',
    'case "$(@)" in a) ;; esac',
  ],
  ...[
    'ls() { @; }; ls',
    'function ls { @; }; ls',
    'function ls() @; ls',
    'ls () @; ls',
    '() { @; }',
    'function { @; }',
    'ls(){ @; }',
    'f() (@); f',
    'ls ()\n{ @; }',
  ],
  ...[
    'ls $((a[$(@)]))',
    'ls $[a[$(@)]]',
    '((a[$(@)]))',
    'let "a[$(@)]"',
    "[[ -v 'a[$(@)]' ]]",
    "[[ 'a[$(@)]' -eq 0 ]]",
    "[ 'a[$(@)]' -eq 0 ]",
    "test -v 'a[$(@)]'",
    "printf '%d' 'a[$(@)]'",
    "printf -v 'a[$(@)]' x",
    "exit 'a[$(@)]'",
    "return 'a[$(@)]'",
  ],
  ...[
    "ls 'a[$(@)]'; [ _ -eq 0 ]",
    "ls 'a[$(@)]'; exit _",
    'ls \'a[$(@)]\'; [ "$_" -eq 0 ]',
    "ls 'a[$(@)]'; wait _",
    "ls 'a[$(@)]'; shift _",
    '[ $x -eq 0 ]',
    '[ x -eq 0 ]',
    'exit $x',
    'exit x',
    'printf %d $x',
    "ls $HOME:F:'a[$(@)]':h",
    'ls "$HOME:F:a[\\$(@)]:h"',
  ],
  ...[
    'ls ${(e)y}',
    'ls "${(e)y}"',
    'ls ${y@P}',
    'ls ${!x}',
    'ls $x[$(@)]',
    'ls $x[x]',
    'ls "$x[x]"',
    'ls ${x[x]}',
    'ls ${x:x}',
    'ls "${x:0:x}"',
    'ls $#x[x]',
    'ls $+x[x]',
    'ls $~y',
    'ls $=y',
    'ls $^y',
    'ls ${~y}',
    'ls ${y:e}',
    'ls ${HOME::=@}',
    'ls ${PATH:=@}',
    'ls "${x:-$(@)}"',
  ],
  ...[
    'eval $y',
    'eval "$y"',
    'sh -c "$y"',
    'sh -c $y',
    '. /dev/stdin <<E\n@\nE',
    'sh <<E\n@\nE',
    'sh -s <<E\n@\nE',
    'bash /dev/stdin <<E\n@\nE',
    'echo "@" | sh',
    'source /dev/fd/0 <<E\n@\nE',
    'sh -c \'sh -c "@"\'',
    "eval eval '@'",
    'eval \'ls "$(@)"\'',
    "exec sh -c '@'",
  ],
  ...[
    "trap '@' EXIT",
    "trap '@' 0; ls",
    'alias ls=@; ls',
    "alias ls='@'\nls",
    'alias -g a=@; ls a',
    'alias -s a=@; ls.a',
    "PROMPT_COMMAND='@'\nls",
    "PS1='$(@)'\nls",
    "PS4='$(@)'; set -x; ls",
    "BASH_ENV='$(@)' bash -c ls",
    "ENV='$(@)' sh -ic ls",
    'READNULLCMD=touch; < pwn',
    'fc -s ls=@',
    'r ls=@',
    'ls\nfc -e - ls=@',
    'chpwd_functions=touch; cd /',
    'hash -p /programs/touch ls; ls pwn',
    'hash ls=/programs/touch; ls pwn',
    "compgen -C '@' x",
    'jobs -x @',
    'bind -x \'"a":@\'',
    "mapfile -C '@' -c 1 <<E\na\nE",
    "emulate sh -c '@'",
    'set -k; ls',
    'shopt -s extglob; ls',
    'setopt extendedglob; ls',
    'enable -n ls; ls',
    'functions[ls]=@; ls',
    'aliases[ls]=@; ls',
    'coproc @',
    'coproc ls { @; }',
    'exec -a ls @',
    'exec -c eval @',
    'builtin eval @',
    'command eval "@"',
    'builtin trap "@" 0',
  ],
  ...[
    'repeat 2 @',
    'repeat 2; do @; done',
    'foreach f (a b); @; end',
    'for f (a b) @',
    'for ((;;)) { @; break; }',
    'for f in a; { @; }',
    'noglob @',
    'nocorrect @',
    '- @',
    'time @',
    'time -p @',
    '! time @',
    'time { @; }',
    'time (@)',
    'until [[ -n a ]] { @ }',
    'if (ls) { @ }',
    'if [[ -n a ]] @',
    'while (ls) { @; break }',
    'ls || { @ }',
    'always { @; }',
    'end; @',
  ],
  ...[
    'ls \\\n@',
    'ls\\\n@',
    'l\\\ns; @',
    'ls &\\\n& @',
    'ls |\\\n| @',
    'ls \\\n# x\n@',
    'ls "\\\n"; @',
    "ls '\\\n'; @",
    'ls \\',
    'ls <\\\n<E\n@\nE',
    'ls <<E \\\n@\nE',
    'ls <<E\\\n@\nE',
  ],
  ...[
    'ls\r@',
    'ls\r\n@',
    'ls \u00a0; @',
    'ls\u2028@',
    'ls\u0085@',
    'ls\u000b@',
    'ls\u000c@',
    'ls \u0000; @',
    '\u00a0@',
    'ls\u3000@',
    'ls\u200b;@',
    'ls \u001b[A@',
    'ls \u0015@',
    'ls\u0001@',
    'ls é=@',
    'é=@ ls',
    'ls é[@]',
    'ls $xé[x]',
    'ls \ud800; @',
  ],
  ...[
    "ls '; @",
    'ls "; @',
    'ls `; @',
    'ls $(; @',
    'ls ${; @',
    "ls 'a''; @; ''b'",
    "ls 'a'''; @; '''",
    'ls "a""; @; ""',
    "ls \\'; @; \\'",
    'ls "\\"; @; \\""',
    "ls '\\'; @; '\\''",
    'ls "\\\\"; @; "\\\\"',
    'ls "\'"; @; "\'"',
    "ls '\"'; @; '\"'",
    'ls "`"; @; "`"',
    "ls `'`'; @; '`'`",
    'ls "$(ls ")"; @; "(")"',
    "ls $(ls '); @; (')",
    'ls $(# )\n@)',
    'ls $(ls # )\n)',
    'ls $(case a in a) @;; esac)',
  ],
  ...[
    "ls <<'E'\n'\nE\n@",
    'ls <<"E"\n"\nE\n@',
    'ls <<E\nE\n@',
    'ls <<-E\n\tE\n@',
    'ls <<-E\n E\n@\nE',
    'ls <<E E\n@\nE',
    "ls <<'E F'\n@\nE F",
    "ls <<E''\n@\nE",
    'ls <<\\E\n@\nE',
    'ls << E\n@\nE',
    'ls <<$x\n@\n$x',
    'ls <<E; @\nE',
    'ls <<A <<B\nA\n@\nB',
    'ls <<A; ls <<B\nx\nA\ny\nB\n@',
    "ls <<E 'a\n@\nE\n'",
    'ls <<E $(ls\n@\nE\n)',
    '(ls <<E)\n@\nE',
    'ls "$(ls <<E\n@\nE\n)"',
    'ls "$(ls <<\'E\'\n\'\nE\n)"; @; "\'"',
    'ls <<E\n@',
    'ls <<"E\n@\nE"',
    "ls <<'E\n'\n@\nE\n",
    'ls <<`E`\n@\nE',
    'ls <<$(E)\n@\n$(E)',
    'ls <<E &&\nx\nE\n@',
    'ls <<E |\nx\nE\n@',
    '{ ls <<E; }\n@\nE',
    'ls <<#E\n@\n#E',
    'ls <<~\n@\n~',
  ],
  ...[
    'ls {@,a}',
    'ls {a,@}',
    '{ls,@}',
    '{@,}',
    'ls {a, @}',
    'ls }; @',
    'ls {; @',
    '{ ls',
    'ls { @; }',
    'ls }@',
    '{}; @',
    '{ }; @',
    '{ls;@}',
    '{ ls; }@',
    'ls @{@}',
    'ls a{@',
    'ls ${x}{@}',
    '{ { ls; } ; @; }',
    '} @',
    '{ ls; } @',
    '(ls) @',
    '(ls)@',
    '( ls; (@) )',
    '((ls); @)',
    '( (ls) ; @)',
    'ls (@)',
    'ls a(@)',
    'ls(@)',
    'ls (@|a)',
    'ls a|(@)',
    '(@|ls)',
    '()',
    '( )',
  ],
  ...[
    'a[1]=x @',
    'a[$(@)]=x',
    'a[@]=x ls',
    'a=(@)',
    'a=(x) @',
    'a=([$(@)]=x)',
    'a+=x @',
    'A=b\n@',
    'A= @',
    'A=$(@)',
    'A=`@`',
    'A=$(@) ls',
    'A="$(@)" ls',
    '1=x @',
    "'A'=b @",
    'A\\=b @',
    'A=b=c @',
    'A=~[@] ls',
    'declare a[$(@)]=x',
    "export 'a[$(@)]=x'",
    'export a[@]=x',
    'readonly A=b; @',
    'typeset A=b; @',
    'local A=b; @',
    'export A=$(@)',
    'read a <<E\n@\nE\nls "$a"',
    "unset 'a[$(@)]'",
    "read 'a[$(@)]' <<E\nx\nE",
  ],
  ...[
    'ls | @',
    'ls || @',
    'ls && @',
    'ls & @',
    'ls; @',
    'ls\n@',
    '(@)',
    '{ @; }',
    'ls $(@)',
    'ls `@`',
    'ls "$(@)"',
    'ls "`@`"',
    'if @; then ls; fi',
    'if true; then @; fi',
    'while @; do break; done',
    'for f in a; do @; done',
    'for f in $(@); do ls; done',
    "eval '@'",
    "sh -c '@'",
    "bash -c '@'",
    'sudo @',
    'env @',
    'env A=b @',
    'xargs @',
    'command @',
    'exec @',
    'builtin @',
    "ls '@'",
    'ls "@"',
    'echo @',
    'ls -- @',
    '$x @',
    '"$x" @',
    '$EMPTY @',
    'git $EMPTY @',
    '${x} @',
  ],
  ...[
    'ls $',
    'ls $ ; @',
    'ls "$"; @',
    'ls $$; @',
    'ls $!; @',
    'ls $#; @',
    'ls $@; @',
    'ls $*; @',
    'ls $-; @',
    'ls $0; @',
    'ls $1x; @',
    'ls $?; @',
    'ls $?[x]',
    'ls $:x; @',
    'ls $,; @',
    'ls $=; @',
    'ls $_; @',
    'ls $(@)$',
    'ls "$\\(@)"',
    'ls "\\$(@)"',
    'ls \\$(@)',
    'ls \\`@\\`',
    "ls '$(@)'",
    'ls "$(@"',
    'ls "${HOME"; @; "}"',
  ],
]

/** Commands that an attacker wants, in the forms in which a text can hold them. */
const PAYLOADS = [
  'touch pwn',
  'rm x',
  '$(touch pwn)',
  '`touch pwn`',
  "'; touch pwn; '",
  '"; touch pwn; "',
  '\ntouch pwn\n',
  '}; touch pwn; {',
  '); touch pwn; (',
  'pwn',
]

const spread = (template: string, mark: string, parts: ReadonlyArray<string>): ReadonlyArray<string> =>
  template.includes(mark) ? parts.map((part) => template.replaceAll(mark, () => part)) : [template]

export const ORDINARY_COMMANDS: ReadonlyArray<string> = ORDINARY.map((one) => one.replaceAll('@', 'ls'))

/** Each is an attack or an everyday command. */
export function handMade(): ReadonlyArray<string> {
  const ordinary = ORDINARY.flatMap((one) => spread(one, '@', ['ls', 'git status', 'npm test', 'cat f']))
  const documents = HERE_DOCUMENTS.flatMap((one) =>
    BODIES.map((body) => one.replaceAll('@', 'ls').replace('#', () => body)),
  )
  const attacks = DISAGREEMENTS.flatMap((one) => spread(one, '@', PAYLOADS))
  return [...new Set([...ordinary, ...documents, ...attacks])]
}

/** Numbers from 0 up to but excluding 1, by the algorithm mulberry32. */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }
}

const COMMANDS = [
  'ls',
  'ls -l',
  'npm test',
  'git status',
  'cat',
  'echo',
  'cd .',
  'ls',
  'true',
  'touch pwn',
  'rm x',
  'sudo ls',
  'command ls',
  '[ -f x ]',
  "printf '%s'",
  'A=b ls',
  'export A=b',
  "sh -c 'ls'",
  "eval 'ls'",
]
const WORDS = [
  'a',
  '"b c"',
  "'d e'",
  '$x',
  '"$HOME"',
  '${y}',
  '*',
  '{a,b}',
  '~',
  'a\\ b',
  '$(ls)',
  '"$(ls)"',
  "'it is'",
  '"x $x y"',
  'a=b',
  '-x',
  '--o=v',
  '1',
  '$?',
  '[ab]',
  'é',
  "'!x'",
  '"a ! b"',
  '{}',
  'HEAD~1',
  'a^',
  'a#b',
  '@{1}',
  ':',
  '"$F"',
  '-n',
  "'a[$(touch pwn)]'",
  '%1',
]
const BETWEEN = [' && ', ' | ', '; ', '\n', ' || ', ' & ', ' ', '\n\n', ' \\\n ', '\n# note\n']
const REDIRECTIONS = [
  ' > /dev/null',
  ' 2>&1',
  ' > f',
  ' < /dev/null',
  ' 2>/dev/null',
  ' >> f',
  ' >&2',
  ' >| f',
  " <<'E'\ntext\nE\n",
  ' <<E\n$x\nE\n',
  ' <<-E\n\ttext\n\tE\n',
]
const AROUND = [
  '(@)',
  '{ @; }',
  'if @; then ls; fi',
  'if true; then @; fi',
  'for f in a b; do @; done',
  'while false; do @; done',
  '! @',
  'ls "$(@)"',
  'ls $(@)',
  "eval '@'",
  'if @; then ls; else ls; fi',
]
const ODD = [
  "'",
  '"',
  '`',
  '\\',
  '$',
  '(',
  ')',
  '{',
  '}',
  '<',
  '>',
  '|',
  '&',
  ';',
  '!',
  '#',
  '=',
  '~',
  '^',
  '*',
  '?',
  '[',
  ']',
  '\n',
  ' ',
  '\t',
  '\r',
  '$(',
  '${',
  '}',
  "$'",
  '((',
  '))',
  '[[',
  ']]',
  '<<',
  '<<<',
  '<<E',
  '\nE\n',
  '&>',
  '>&',
  '>!',
  '|&',
  ';;',
  ';&',
  '<(',
  '>(',
  '=(',
  ' always ',
  ' { ',
  ' } ',
  ' do ',
  ' done',
  ' then ',
  ' fi',
  ' esac',
  'touch pwn',
  '; touch pwn;',
  '$(touch pwn)',
  '`touch pwn`',
  '$x',
  '$x[',
  ':F:x:h',
  ' -eq ',
  '_',
  '-',
  'time ',
  'noglob ',
  'repeat 2 ',
  'function ',
  'case a in a) ',
  ' in ',
  'coproc ',
  "(e:'touch pwn':)",
  '\\\n',
  '!!',
  '1',
  '2>',
  '\u00a0',
  'é',
  '${x:-',
  '${x#',
  '+=',
  '{fd}>',
  "''",
  '""',
  '\\"',
  "\\'",
]

/** Commands that a grammar draws, most of them with a few parts inserted, removed, doubled or replaced. */
export function drawn(seed: number, count: number): ReadonlyArray<string> {
  const random = randomOf(seed)
  const below = (most: number): number => Math.floor(random() * most)
  const one = (of: ReadonlyArray<string>): string => of[below(of.length)] ?? ''
  const simple = (): string => {
    const words = Array.from({ length: below(4) }, () => ` ${one(WORDS)}${random() < 0.15 ? one(WORDS) : ''}`)
    return one(COMMANDS) + words.join('') + (random() < 0.3 ? one(REDIRECTIONS) : '')
  }
  const compound = (depth: number): string => {
    const parts = Array.from({ length: 1 + below(3) }, () =>
      depth > 0 && random() < 0.35 ? one(AROUND).replace('@', () => compound(depth - 1)) : simple(),
    )
    return parts.map((part, at) => (at === 0 ? part : one(BETWEEN) + part)).join('')
  }
  const mutated = (script: string): string => {
    let text = script
    for (let left = below(4); left > 0; left -= 1) {
      const [at, length] = [below(text.length + 1), below(3)]
      const added = random() < 0.8 ? one(ODD) : text.slice(at, at + 4)
      text = text.slice(0, at) + added + text.slice(at + (random() < 0.5 ? length : 0))
    }
    return text
  }
  const found = new Set<string>()
  while (found.size < count) found.add(mutated(compound(2)))
  return [...found]
}
