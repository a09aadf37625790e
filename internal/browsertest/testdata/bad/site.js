console.log('said', 7);
throw new Error('broken');
