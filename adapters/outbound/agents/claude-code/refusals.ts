/** Reasons for which settings are left as they are. */
export const REFUSALS = {
  changed: 'it was changed by another program just now; try again',
  leadsNowhere: 'it is a link to a file that is not there; create that file, or remove the link',
  readOnly: 'it is read-only; make it writable, or change it by hand',
} as const
