/* SPDX-License-Identifier: CDDL-1.0 */
/*
 * Reads the device tree as Lastpath does, in C: every client with its paths, states and bus addresses,
 * all strings copied, the name of each PHCI read once. Prints the processor time of the walk in
 * nanoseconds, and what was read.
 */
#define	_GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define	SNAPSHOT_WITH_PATHS	0xdf0f
#define	SLOTS			4096

typedef struct {
	const char *phci;
	char *address;
	int state;
} path_t;

typedef struct {
	char *name;
	path_t *paths;
	int count;
} client_t;

static void *(*di_init)(const char *, unsigned int);
static void (*di_fini)(void *);
static int (*di_walk_node)(void *, unsigned int, void *, int (*)(void *, void *));
static void *(*di_path_client_next_path)(void *, void *);
static void *(*di_path_phci_node)(void *);
static int (*di_path_state)(void *);
static char *(*di_path_bus_addr)(void *);
static char *(*di_devfs_path)(void *);
static void (*di_devfs_path_free)(char *);

static void *(*di_vhci_first_node)(void *);
static void *(*di_child_node)(void *);
static void *(*di_sibling_node)(void *);

static void *next;		/* of the list of the virtual host controller */
static void *phcis[SLOTS];
static char *phci_names[SLOTS];
static client_t *clients;
static size_t client_count, client_room;
static long path_count;

static void *
symbol(void *library, const char *name)
{
	void *found = dlsym(library, name);

	if (found == NULL) {
		(void) fprintf(stderr, "%s\n", dlerror());
		exit(1);
	}
	return (found);
}

static char *
name_of(void *node)
{
	char *path = di_devfs_path(node);
	char *name = path == NULL ? NULL : strdup(path);

	di_devfs_path_free(path);
	return (name);
}

static const char *
phci_name(void *node)
{
	size_t slot = (size_t)((uintptr_t)node * 0x9E3779B97F4A7C15UL >> 52);

	while (phcis[slot] != NULL && phcis[slot] != node)
		slot = (slot + 1) % SLOTS;
	if (phcis[slot] == NULL) {
		phcis[slot] = node;
		phci_names[slot] = name_of(node);
	}
	return (phci_names[slot]);
}

static int
read_node(void *node, void *arg)
{
	static path_t paths[1024];
	int count = 0;

	(void) arg;
	if (node == next)
		next = di_sibling_node(node);
	for (void *path = di_path_client_next_path(node, NULL); path != NULL;
	    path = di_path_client_next_path(node, path)) {
		paths[count].phci = phci_name(di_path_phci_node(path));
		paths[count].state = di_path_state(path);
		paths[count].address = strdup(di_path_bus_addr(path));
		count++;
	}
	if (count == 0)
		return (0);
	if (client_count == client_room) {
		client_room = client_room == 0 ? 1024 : client_room * 2;
		clients = realloc(clients, client_room * sizeof (*clients));
	}
	client_t *client = &clients[client_count++];
	client->name = name_of(node);
	client->paths = malloc(sizeof (*paths) * (size_t)count);
	client->count = count;
	(void) memcpy(client->paths, paths, sizeof (*paths) * (size_t)count);
	path_count += count;
	return (0);
}

static long
processor_nanos(void)
{
	struct timespec now;

	(void) clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return (now.tv_sec * 1000000000L + now.tv_nsec);
}

int
main(int argc, char **argv)
{
	void *library = argc == 2 ? dlopen(argv[1], RTLD_NOW) : NULL;

	if (library == NULL) {
		(void) fprintf(stderr, "usage: %s LIBRARY\n", argv[0]);
		return (2);
	}
	*(void **)&di_init = symbol(library, "di_init");
	*(void **)&di_fini = symbol(library, "di_fini");
	*(void **)&di_walk_node = symbol(library, "di_walk_node");
	*(void **)&di_path_client_next_path = symbol(library, "di_path_client_next_path");
	*(void **)&di_path_phci_node = symbol(library, "di_path_phci_node");
	*(void **)&di_path_state = symbol(library, "di_path_state");
	*(void **)&di_path_bus_addr = symbol(library, "di_path_bus_addr");
	*(void **)&di_devfs_path = symbol(library, "di_devfs_path");
	*(void **)&di_devfs_path_free = symbol(library, "di_devfs_path_free");
	*(void **)&di_vhci_first_node = symbol(library, "di_vhci_first_node");
	*(void **)&di_child_node = symbol(library, "di_child_node");
	*(void **)&di_sibling_node = symbol(library, "di_sibling_node");

	void *root = di_init("/", SNAPSHOT_WITH_PATHS);
	long start = processor_nanos();
	next = di_child_node(di_vhci_first_node(root));
	(void) di_walk_node(root, 0, NULL, read_node);
	if (next != NULL)
		return (1);
	(void) printf("%ld %zu %ld\n", processor_nanos() - start, client_count, path_count);
	di_fini(root);
	return (0);
}
