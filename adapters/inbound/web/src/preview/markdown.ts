import DOMPurify from 'dompurify'
import MarkdownIt from 'markdown-it'

/** HTML in a document is shown as the text it is: agents read it so, and nothing in it can become active. */
const markdown = new MarkdownIt({ html: false, linkify: true })

// No picture is fetched from elsewhere, and those beside the file need a token: they become links by their text.
markdown.renderer.rules['image'] = (tokens, index) => {
  const token = tokens[index]
  const address = String(token?.attrGet('src') ?? '')
  const link = document.createElement('a')
  link.setAttribute('href', address)
  link.className = 'markdown-image'
  link.textContent = token?.content === '' ? address : (token?.content ?? '')
  return link.outerHTML
}

/** A document as HTML that holds text, links and tables, and nothing that runs, loads or sends. */
export const markdownHtml = (text: string): string =>
  // Under Trusted Types it is an object that the DOM takes for HTML; the types of Preact are content with text alone.
  DOMPurify.sanitize(markdown.render(text), {
    USE_PROFILES: { html: true },
    FORBID_TAGS: [
      'style',
      'form',
      'input',
      'button',
      'textarea',
      'select',
      'img',
      'video',
      'audio',
      'picture',
      'source',
    ],
    FORBID_ATTR: ['style', 'srcset', 'action', 'ping', 'target'],
    ALLOW_DATA_ATTR: false,
    RETURN_TRUSTED_TYPE: true,
  }) as unknown as string
