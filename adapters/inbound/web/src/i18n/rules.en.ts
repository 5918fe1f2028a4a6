const many = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`

/** Texts of rules for calls to come. */
export const rulesEn = {
  rules: 'Rules',
  noRules: 'No rule is in force. A rule answers calls to come: it allows, denies or asks.',
  newRule: 'New rule',
  ruleEffect: 'A matching call is',
  ruleEffects: { allow: 'allowed', ask: 'asked about', deny: 'denied' },
  ruleEffectHint: 'Denied wins over asked about, and asked about over allowed.',
  ruleTool: 'Tool',
  ruleKind: 'Compared with',
  ruleKinds: { command: 'Command', path: 'File', host: 'Host', any: 'Every call' },
  ruleText: { command: 'One command', path: 'File, or folder with all below it', host: 'Host' },
  ruleHints: {
    command:
      'As typed in a shell, without ; && | or >. A last word * takes any further words. Every part of a longer command must be allowed by itself.',
    path: 'Absolute path. Links are followed.',
    host: 'Without https://. A dot in front takes the hosts below it.',
  },
  ruleProject: 'In',
  everyProject: 'every project',
  ruleAgent: 'Made by',
  everyAgent: 'every agent',
  tryRule: 'Try it on past calls',
  tryAgainRule: 'Try again',
  ruleCalls: (calls: number, tool: string): string => `${many(calls, 'call', 'calls')} of ${tool}`,
  ruleTried: (calls: string, allowed: number, denied: number, asked: number): string =>
    `With it the rules would have allowed ${allowed}, denied ${denied} and asked about ${asked} of ${calls} in the last 30 days.`,
  ruleSources: (fromLog: number, fromTranscripts: number): string =>
    `Sources: ${many(fromLog, 'call', 'calls')} from the approval log, ${many(fromTranscripts, 'call', 'calls')} that ran without an approval from transcripts of Claude Code.`,
  ruleConcerned: (count: number): string => `This rule decides ${many(count, 'call', 'calls')}:`,
  ruleOthers: 'It does not decide, for example:',
  ruleUnreadable: (count: number): string =>
    `${many(count, 'command', 'commands')} could not be read for certain. Such commands are always asked about.`,
  ruleNoCalls:
    'There is no such call in the approval log and the transcripts of the last 30 days, so nothing shows what it would do.',
  ruleExample: (match: string, nearMiss: string): string => `Takes “${match}”, not “${nearMiss}”.`,
  putInForce: 'Put in force',
  putInForceAndAllow: 'Put in force and allow',
  ruleInForce: 'The rule is in force',
  removeRule: 'Remove',
  removeRuleQuestion: 'Remove the rule?',
  ruleRemoved: 'The rule was removed',
  couldNotAddRule: 'The rule could not be put in force',
  couldNotTryRule: 'The rule could not be tried',
  couldNotRemoveRule: 'The rule could not be removed',
  ruleParts: {
    tool: 'The name of the tool is missing or too long.',
    command: 'Give one plain command: no ; && | or >, no variables, and * only as the last word.',
    path: 'Give an absolute path without . and .. in it.',
    host: 'Give the name of a host, without https:// and without a path.',
    agent: 'There is no such agent.',
    length: 'The text is missing or too long.',
    'more-than-one-pattern': 'Give one of command, file and host.',
    'too-many': 'There are 500 rules. Remove one first.',
  },
  makeRule: 'Make a rule …',
  makeRuleFor: (tool: string): string => `Rule for calls like this one of ${tool}`,
  proposedRules: 'Rule for',
}
