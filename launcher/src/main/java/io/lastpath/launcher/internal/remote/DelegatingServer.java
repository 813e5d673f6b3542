// SPDX-License-Identifier: CDDL-1.0
package io.lastpath.launcher.internal.remote;

import java.io.ObjectInputStream;
import java.util.Set;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.InstanceNotFoundException;
import javax.management.IntrospectionException;
import javax.management.ListenerNotFoundException;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.NotificationFilter;
import javax.management.NotificationListener;
import javax.management.ObjectInstance;
import javax.management.ObjectName;
import javax.management.QueryExp;
import javax.management.ReflectionException;
import javax.management.loading.ClassLoaderRepository;
import javax.management.remote.MBeanServerForwarder;

/**
 * Passes on what reads and what listens, and refuses everything else: creating, registering and
 * unregistering beans, setting attributes, loading classes. Invoking is left to a subclass.
 */
abstract class DelegatingServer implements MBeanServerForwarder {

    private volatile MBeanServer server;

    @Override
    public final MBeanServer getMBeanServer() {
        return server;
    }

    @Override
    public final void setMBeanServer(MBeanServer next) {
        server = next;
    }

    // What reads

    @Override
    public final ObjectInstance getObjectInstance(ObjectName name)
            throws InstanceNotFoundException {
        return server.getObjectInstance(name);
    }

    @Override
    public final Set<ObjectInstance> queryMBeans(ObjectName name, QueryExp query) {
        return server.queryMBeans(name, query);
    }

    @Override
    public final Set<ObjectName> queryNames(ObjectName name, QueryExp query) {
        return server.queryNames(name, query);
    }

    @Override
    public final boolean isRegistered(ObjectName name) {
        return server.isRegistered(name);
    }

    @Override
    public final Integer getMBeanCount() {
        return server.getMBeanCount();
    }

    @Override
    public final Object getAttribute(ObjectName name, String attribute)
            throws MBeanException,
                    AttributeNotFoundException,
                    InstanceNotFoundException,
                    ReflectionException {
        return server.getAttribute(name, attribute);
    }

    @Override
    public final AttributeList getAttributes(ObjectName name, String[] attributes)
            throws InstanceNotFoundException, ReflectionException {
        return server.getAttributes(name, attributes);
    }

    @Override
    public final String getDefaultDomain() {
        return server.getDefaultDomain();
    }

    @Override
    public final String[] getDomains() {
        return server.getDomains();
    }

    @Override
    public final MBeanInfo getMBeanInfo(ObjectName name)
            throws InstanceNotFoundException, IntrospectionException, ReflectionException {
        return server.getMBeanInfo(name);
    }

    @Override
    public final boolean isInstanceOf(ObjectName name, String className)
            throws InstanceNotFoundException {
        return server.isInstanceOf(name, className);
    }

    // What the connector itself asks; no connection leads here

    @Override
    public final ClassLoader getClassLoaderFor(ObjectName name) throws InstanceNotFoundException {
        return server.getClassLoaderFor(name);
    }

    @Override
    public final ClassLoader getClassLoader(ObjectName name) throws InstanceNotFoundException {
        return server.getClassLoader(name);
    }

    @Override
    public final ClassLoaderRepository getClassLoaderRepository() {
        return server.getClassLoaderRepository();
    }

    // What listens

    @Override
    public final void addNotificationListener(
            ObjectName name,
            NotificationListener listener,
            NotificationFilter filter,
            Object handback)
            throws InstanceNotFoundException {
        server.addNotificationListener(name, listener, filter, handback);
    }

    @Override
    public final void addNotificationListener(
            ObjectName name, ObjectName listener, NotificationFilter filter, Object handback) {
        throw denied("let beans listen");
    }

    @Override
    public final void removeNotificationListener(ObjectName name, NotificationListener listener)
            throws InstanceNotFoundException, ListenerNotFoundException {
        server.removeNotificationListener(name, listener);
    }

    @Override
    public final void removeNotificationListener(
            ObjectName name,
            NotificationListener listener,
            NotificationFilter filter,
            Object handback)
            throws InstanceNotFoundException, ListenerNotFoundException {
        server.removeNotificationListener(name, listener, filter, handback);
    }

    @Override
    public final void removeNotificationListener(ObjectName name, ObjectName listener) {
        throw denied("let beans listen");
    }

    @Override
    public final void removeNotificationListener(
            ObjectName name, ObjectName listener, NotificationFilter filter, Object handback) {
        throw denied("let beans listen");
    }

    // What changes

    @Override
    public final void setAttribute(ObjectName name, Attribute attribute) {
        throw denied("set attributes");
    }

    @Override
    public final AttributeList setAttributes(ObjectName name, AttributeList attributes) {
        throw denied("set attributes");
    }

    @Override
    public final ObjectInstance createMBean(String className, ObjectName name) {
        throw denied("create beans");
    }

    @Override
    public final ObjectInstance createMBean(String className, ObjectName name, ObjectName loader) {
        throw denied("create beans");
    }

    @Override
    public final ObjectInstance createMBean(
            String className, ObjectName name, Object[] values, String[] signature) {
        throw denied("create beans");
    }

    @Override
    public final ObjectInstance createMBean(
            String className,
            ObjectName name,
            ObjectName loader,
            Object[] values,
            String[] signature) {
        throw denied("create beans");
    }

    @Override
    public final ObjectInstance registerMBean(Object bean, ObjectName name) {
        throw denied("register beans");
    }

    @Override
    public final void unregisterMBean(ObjectName name) {
        throw denied("unregister beans");
    }

    @Override
    public final Object instantiate(String className) {
        throw denied("load classes");
    }

    @Override
    public final Object instantiate(String className, ObjectName loader) {
        throw denied("load classes");
    }

    @Override
    public final Object instantiate(String className, Object[] values, String[] signature) {
        throw denied("load classes");
    }

    @Override
    public final Object instantiate(
            String className, ObjectName loader, Object[] values, String[] signature) {
        throw denied("load classes");
    }

    @Deprecated
    @Override
    public final ObjectInputStream deserialize(ObjectName name, byte[] data) {
        throw denied("load classes");
    }

    @Deprecated
    @Override
    public final ObjectInputStream deserialize(String className, byte[] data) {
        throw denied("load classes");
    }

    @Deprecated
    @Override
    public final ObjectInputStream deserialize(String className, ObjectName loader, byte[] data) {
        throw denied("load classes");
    }

    private static SecurityException denied(String what) {
        return new SecurityException("access denied: nobody may " + what + " from outside");
    }
}
