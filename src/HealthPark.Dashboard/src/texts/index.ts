import { computed } from '@preact/signals';
import { language } from '../state';
import { en } from './en';
import { zh } from './zh';

/** All texts in the reader's language. */
export const texts = computed(() => (language.value === 'en' ? en : zh));
