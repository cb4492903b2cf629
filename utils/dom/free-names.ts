/** What forms and documents show by name before their own members (HTML, "DOM tree accessors"). */
const named = 'input,button,select,textarea,fieldset,output,object,img,embed,iframe,form';

/**
 * Takes away the names and ids that hide members of a document of our own or of its forms: after
 * `<img name="querySelectorAll">` the document has no such method for us.
 */
export function freeNames(document: Document): void {
  const members = Object.getPrototypeOf(document);
  for (const part of members.querySelectorAll.call(document, named)) {
    const own = Object.getPrototypeOf(part); // a form may hide its own
    for (const attribute of ['name', 'id']) {
      const name = own.getAttribute.call(part, attribute);
      if (name && (name in members || name in own)) own.removeAttribute.call(part, attribute);
    }
  }
}
