/** Texts of versions and updates. */
export const updatesEn = {
  versions: 'Versions',
  lookForUpdates: 'Check for updates',
  lookingForUpdates: 'Checking …',
  neverLooked: 'Not checked yet. A check contacts the registries of these programs.',
  lookedAgo: (ago: string): string => `Checked ${ago} ago`,
  thing: 'Program',
  installedVersion: 'Installed',
  newestVersion: 'Newest',
  updateNow: 'Update',
  reallyUpdate: 'Really update? Esc',
  upToDate: 'up to date',
  guardReasons: {
    'up-to-date': 'up to date',
    'dirty-tree': 'its folder has uncommitted changes',
    'local-ahead': 'its folder has local commits',
    unknown: 'could not check its folder for changes',
  },
  couldNotUpdate: (name: string): string => `${name} was not updated`,
  couldNotLook: 'The check for updates failed',
}
