import { parseShell } from '../../../adapters/outbound/shell/shell-parser.unbash.js'
import { isUnfollowed } from '../../../domain/approvals/shell-walk.js'

describe('a script whose folders or files are known only when it runs', () => {
  const isOpen = (script: string) => isUnfollowed(parseShell(script) ?? [], script)
  const all = (scripts: ReadonlyArray<string>, expected: boolean) => {
    for (const script of scripts) expect([script, isOpen(script)]).to.deep.equal([script, expected])
  }

  it('has a word that is expanded', () => {
    all(['cat "$F"', 'cat *.ts', 'cd "$D" && ls', 'cat < $F'], true)
    all(['cat notes', 'npm test -- --grep=x'], false)
  })

  it('changes the folder to one that no word names', () => {
    all(
      [
        ...['cd', 'cd -', 'cd --', 'cd -P -', 'cd +1', 'cd -2', 'cd old new', 'pushd', 'pushd +1', 'chdir -'],
        ...['builtin cd -', 'noglob cd -', 'cd src; cd -', "cd ''"],
      ],
      true,
    )
    all(['cd src', 'cd -P src && ls', 'cd -- src', 'pushd src; popd', 'cd ../x && cat y', 'cd /work/shop && ls'], false)
  })

  it('changes the folder in a loop', () => {
    all(
      [
        'while true; do cd ..; done',
        'until false; do cd ..; done',
        'for i in 1 2 3; do cd ..; done; cat x/y',
        'if true; then\nwhile :; do pushd ..; done; fi',
      ],
      true,
    )
    all(['for i in 1 2 3; do ls; done', 'cd src && echo "in short"'], false)
  })

  it('changes the folder by a name that CDPATH may lead elsewhere, and goes up', () => {
    all(['cd src && cat ../x', 'cd src && git -C .. show', 'export CDPATH=/; cd ./x', 'cd src; cat a/../../x'], true)
    all(['cd ./src && cat ../x', 'cd src && cat x..y', 'cd src && git diff a...b'], false)
  })

  it('takes words from its input, or from a list in a file', () => {
    all(
      [
        ...['ls | xargs cat', 'ls | /usr/bin/xargs -n1 cat', 'parallel cat', 'wc --files0-from=-', 'tar -cT list'],
        ...[
          'curl -sK conf',
          'curl --config conf',
          'wget -i list',
          'rsync --files-from=l a b',
          'tar cT list',
          'git add --pathspec-from=x',
        ],
      ],
      true,
    )
    all(['ls | cat', 'wc -l notes', 'curl -s x'], false)
  })

  it('follows links below a folder, or runs a command in the folders below', () => {
    all(
      [
        ...[
          'grep -R x .',
          'grep -rR x .',
          'find -L . -name x',
          'find . -follow',
          'rg -L x',
          'rg --follow x',
          'cp -rL a b',
        ],
        ...[
          'ls -aL',
          'du -L',
          'tar chf x.tar .',
          'tar -ch .',
          'rsync -aL a b',
          'grep --dereference-rec x .',
          'tree -l',
        ],
        ...['find . -execdir cat x {} \\;'],
      ],
      true,
    )
    all(
      ['grep -r x .', 'find . -name x', 'rg -i x', 'cp -r a b', 'ls -la', 'tar -cf x.tar src', 'tar cf x.tar src'],
      false,
    )
  })

  it('runs a script of sed that may open a file or run a command', () => {
    all(
      [
        ...[
          "sed 'r x' a",
          'sed rx a',
          "sed '1rx' a",
          "sed '$r x' a",
          "sed 'w x' a",
          "sed -n '/a/w x' a",
          "sed '1{r x\n}' a",
        ],
        ...[
          "sed 's/a/b/w x' a",
          "sed 's/a/b/e' a",
          "sed '1e cat x' a",
          'sed -f x a',
          "sed -e p -e 'r x' a",
          'sed --file=x a',
        ],
        ...[
          "sed 'p;r x' a",
          "sed 's/a/b/;r x' a",
          "sed 's/[/]/w x;s/]/b/' a",
          'sed -i.bak/* p a',
          "sed -s 'R x' a",
          'sed',
        ],
        ...["sudo sed 'r x' a", "gsed 'r x' a", "sed 's/a\\/b/c/w x' a", "sed 'y/a/b/;r x' a", "sed 'c\\\nx' a"],
      ],
      true,
    )
    all(
      [
        ...[
          "sed -n '1,5p' a",
          'sed -n 5p a',
          "sed '$d' a",
          "sed 's/a/b/' a",
          "sed -E 's|a/b|c\\|d|g' a",
          "sed -i 's/a/b/g' a",
        ],
        ...[
          "sed '/x/d' a",
          "sed -e 's/a/b/' -e 's/c/d/I' a",
          "sed -n '/a/,/b/p' a",
          "sed 's/[a-z]*//2' a",
          "sed '1d;$d' a",
        ],
        ...["sed -n '10,+5p' a", "sed '/a/!d' a", 'sed --quiet 3q a'],
      ],
      false,
    )
  })

  it('runs a program of awk that may open a file or run a command', () => {
    all(
      [
        ...[
          `awk 'BEGIN { getline < "x" }'`,
          `awk '{ print > "x" }' a`,
          `awk '{ print | "sh" }' a`,
          `awk 'BEGIN { system("x") }'`,
        ],
        ...[
          'awk -f x a',
          `awk '{ print $1 > 5 }' a`,
          `gawk '@include "x"' a`,
          `awk '{ ARGV[1] = "x" }' a`,
          `gawk -i x '{}' a`,
        ],
        ...[`awk -F: -v a=b '{ print >> "x" }' a`, `mawk '{ printf "%s", $1 >"x" }' a`, 'awk'],
      ],
      true,
    )
    all(
      [`awk '{ print $1 }' a`, `awk -F: '$3 > 100 || $2 < 5 { print $1, $2 }' a`, `awk -F , -v x=1 'NR >= 2' a`],
      false,
    )
  })
})
