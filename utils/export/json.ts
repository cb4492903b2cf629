import type { ExportFormat } from './format';

/** The whole record as it is kept, so that it can be checked and read back: nothing is masked or left out. */
export const jsonFormat: ExportFormat = {
  id: 'json',
  extension: 'json',
  type: 'application/json',
  async write(record, base) {
    const content = `${JSON.stringify(record, null, 2)}\n`;
    return [{ name: `${base}.json`, type: this.type, content }];
  },
};
