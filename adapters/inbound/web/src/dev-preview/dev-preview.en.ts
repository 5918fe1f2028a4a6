/** Texts of dev servers beside a terminal. */
export const devPreviewEn = {
  previewsOff:
    'Previews are off. To show dev servers here, start the hub with `PREVIEW_DOMAIN=penates.localhost` or a domain of yours.',
  choosePort: 'Which program do you want to preview?',
  nothingListens: (port: number): string =>
    `Nothing is listening on port ${port}. The preview appears as soon as something is.`,
  listeningPorts: 'Listening programs',
  otherPort: 'Another port',
  portRange: 'A number from 1024 to 65535.',
  show: 'Show',
  changePort: (port: number): string => `Port ${port}: choose another`,
  previewPath: 'Path',
  reloadPreview: 'Reload the dev server’s page',
  phoneWidth: 'Phone width',
  openInTab: 'Open in a tab',
  previewElsewhere:
    'Your browser keeps you signed in to previews only if hub and preview share a site. Open the hub at',
  toReadPreview: 'read what is shown',
  toShowPort: (port: number): string => `show port ${port}`,
}
