import { JSDOM } from 'jsdom';
import type { ExportJob } from '../../utils/export/export-clips';
import { assets, png } from './clips';

/** What the library's page gives to an export, without a browser. */
export const job: ExportJob = {
  window: new JSDOM().window as unknown as ExportJob['window'],
  language: 'en',
  contacts: 'mask',
  images: 'files',
  collection: 'Colophon clips',
  asset: async (digest) => {
    const kept = assets.get(digest);
    return kept && { blob: new Blob([kept.bytes], { type: kept.type }), type: kept.type };
  },
  convertImage: async () => ({ blob: new Blob([png(9)], { type: 'image/png' }), type: 'image/png' }),
};
