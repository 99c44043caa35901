/** Lower-case, so that nobody is taken for somebody else. */
export const USERNAME = /^[a-z0-9][a-z0-9.-]{1,49}$/;
