/** Lines of a shell's configuration that report prompts and the output of commands by OSC 133. */
export interface ShellSnippet {
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
