/** Program, ` --settings` and one word in single quotes, in which a quote is written `'\\''`. */
const STARTED_SETTINGS = /^([^\s;&|<>()]+) --settings '((?:[^']|'\\'')*)'/

/**
 * Command line without the settings that the hub put behind the program. Any other command line comes back unchanged.
 */
export function withoutSettings(started: string): string {
  const [whole = '', program = '', settings = ''] = STARTED_SETTINGS.exec(started) ?? []
  return settings.startsWith('{"disableAllHooks":false,') ? program + started.slice(whole.length) : started
}
