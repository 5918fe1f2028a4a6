/** Completion scripts. Each calls `penates complete -- WORDS`, which prints a candidate and its summary on each line. */
export const SCRIPTS = {
  bash: `_penates() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do
    if [ "$line" = ':file' ]; then
      compopt -o default
    else
      COMPREPLY+=("$(printf '%q' "\${line%%$'\\t'*}")")
    fi
  done < <(penates complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _penates penates
`,
  zsh: `#compdef penates
_penates() {
  local line
  local -a values
  while IFS= read -r line; do
    if [[ $line == ':file' ]]; then
      _files
    else
      values+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
    fi
  done < <(penates complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)
  (( $#values )) && _describe 'penates' values
}
compdef _penates penates
`,
  fish: `function __penates_complete
  set -l words (commandline -opc) (commandline -ct)
  for line in (penates complete -- $words[2..-1] 2>/dev/null)
    if test "$line" = ':file'
      __fish_complete_path (commandline -ct)
    else
      echo $line
    end
  end
end
complete -c penates -f -a '(__penates_complete)'
`,
} as const
