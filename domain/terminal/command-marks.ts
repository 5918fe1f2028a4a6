/** Marks of prompts and of outputs of commands in terminal input, as shells send them. FinalTerm, OSC 133. */
export const PROMPT_MARK = '\u001b]133;A\u0007'
export const OUTPUT_MARK = '\u001b]133;C\u0007'
/** Marks of each kind that a history has, the last ones: tmux needs 0.1 s to find them. */
export const MAX_MARKS = 200

/** Lines of a shell's configuration that report prompts and the output of commands by OSC 133. */
interface ShellSnippet {
  readonly shell: string
  readonly file: string
  readonly lines: string
}

export const SHELL_SNIPPETS: ReadonlyArray<ShellSnippet> = [
  {
    shell: 'bash',
    file: '~/.bashrc',
    lines: String.raw`PS1='\[\e]133;A\a\]'$PS1
PS0=$PS0'\e]133;C\a'`,
  },
  {
    shell: 'zsh',
    file: '~/.zshrc',
    lines: String.raw`PS1=$'%{\e]133;A\a%}'$PS1
mark_output() { print -n '\e]133;C\a' }
preexec_functions+=(mark_output)`,
  },
  {
    shell: 'fish 3',
    file: '~/.config/fish/config.fish',
    lines: String.raw`function mark_prompt --on-event fish_prompt; printf '\e]133;A\a'; end
function mark_output --on-event fish_preexec; printf '\e]133;C\a'; end`,
  },
]
