import { createApp } from 'vue';
import PhoneApp from './PhoneApp.vue';
import { openPhone } from './phone.js';
import { keepShell } from './shell.js';
import '../styles/tokens.css';
import '../styles/base.css';
import './phone.css';

// Practice has an address, and so a page load, of its own: the real book is not even opened there.
const isPractice = /^\/phone\/practice(\/|$)/.test(window.location.pathname);

void openPhone(isPractice).then(() => createApp(PhoneApp).mount('#app'));
keepShell();
