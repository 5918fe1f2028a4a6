const PERMISSION_NAMES = new Map([
  ['Full-Auto', 'Vollautomatisch'],
  ['YOLO (bypass)', 'YOLO (ohne Rückfragen)'],
  ['Dangerous (skip permissions)', 'Gefährlich (ohne Rückfragen)'],
  ['Auto (approves all)', 'Auto (erlaubt alles)'],
  ['default', 'Standard'],
  ['acceptEdits', 'Änderungen erlaubt'],
  ['plan', 'Planung'],
  ['auto', 'Auto'],
  ['dontAsk', 'ohne Rückfragen'],
  ['bypassPermissions', 'ohne Rückfragen'],
])

/** Name of a permission mode; others stay as the CLI has them. */
export const permissionNameDe = (name: string): string => PERMISSION_NAMES.get(name) ?? name
